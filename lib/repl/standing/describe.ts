/**
 * An effect in words: what is so now, and what will be when it is undone.
 */
import type { UndoAction } from '../../core/undo.ts';
import { formatRate } from '../../core/units.ts';
import { vmOf } from './vm-of.ts';

export interface Description {
  /** 'cpu.cfs_quota_us is 150000 (was -1)' */
  readonly now: string;
  /** 'cpu.cfs_quota_us is -1 again' */
  readonly undone: string;
}

/** @example describe({ kind: 'remove-directory', path: '/tmp/x' }).now // '/tmp/x was made' */
export function describe(action: UndoAction): Description {
  const { now, undone } = (WORDS[action.kind] ?? plain)(action);
  const vm = vmOf(action);
  return vm === undefined ? { now, undone } : { now: `${vm}: ${now}`, undone: `${vm}: ${undone}` };
}

type Words = (action: UndoAction) => Description;

const removed =
  (what: (action: UndoAction) => string): Words =>
  (action) => ({ now: `${what(action)} was made`, undone: `${what(action)} removed` });

const WORDS: Readonly<Record<string, Words>> = {
  'restore-file': ({ path, line, found, written }) => {
    const setting = [fileName(path), line].filter((part) => part !== undefined).join(' ');
    return { now: `${setting} is ${written ?? 'set'} (was ${found})`, undone: `${setting} is ${found} again` };
  },
  'remove-file': removed(({ path }) => String(path)),
  'remove-directory': removed(({ path }) => String(path)),
  'remove-cgroup': removed(() => 'cgroup'),
  'remove-netns': removed(() => 'network namespace'),
  'remove-link': removed(({ interface: name }) => `link ${name}`),
  'remove-rate': () => ({ now: 'its rate of sending is limited', undone: 'its rate of sending is free' }),
  'restore-rate': ({ found, set }) => ({
    now: `it sends ${rate(set)} (was ${rate(found)})`,
    undone: `it sends ${rate(found)} again`,
  }),
  'remove-class': ({ interface: name }) => ({
    now: `its rate on ${name} is limited`,
    undone: `its rate on ${name} is free`,
  }),
  'restore-class': ({ interface: name, found, set }) => ({
    now: `its rate on ${name} is ${rate(set)} (was ${rate(found)})`,
    undone: `its rate on ${name} is ${rate(found)} again`,
  }),
  'thaw-cgroup': () => ({ now: 'it was frozen', undone: 'it runs' }),
  'disable-controllers': ({ controllers }) => ({
    now: `controllers ${controllers} are on`,
    undone: `controllers ${controllers} are off`,
  }),
  'end-process': ({ pid }) => ({ now: `process ${pid} runs`, undone: `process ${pid} ended` }),
};

/** Another room's kind: its own words and what it names. */
function plain({ kind, ...details }: UndoAction): Description {
  const text = [kind, ...Object.values(details)].join(' ');
  return { now: `to undo: ${text}`, undone: text };
}

const fileName = (path: unknown): string => String(path).split('/').at(-1) as string;

const rate = (value: unknown): string => (typeof value === 'number' ? `at most ${formatRate(value)}` : 'without limit');
