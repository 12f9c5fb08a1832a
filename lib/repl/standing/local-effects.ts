/**
 * What is done to this machine and its slices, in words.
 */
import { basename, dirname } from 'node:path';
import type { UndoAction } from '../../core/undo.ts';
import { formatRate } from '../../core/units.ts';
import { NONE } from './amounts.ts';
import type { Description, Words } from './description.ts';
import { kernelFile } from './kernel-files.ts';
import { changed } from './setting.ts';
import { vmOf } from './vm-of.ts';

const removed =
  (what: (action: UndoAction) => string): Words =>
  (action) => ({ now: `${what(action)} was made`, undone: `${what(action)} removed` });

const limited: Words = (action) => ({
  now: `rate of ${linkOf(action)}: limited, was none`,
  undone: `rate of ${linkOf(action)}: none again`,
});

const limitedAgain: Words = (action) =>
  changed({ what: 'rate', value: rate }, { ...action, written: action.set as number | 'max' }, linkOf(action));

export const LOCAL_EFFECTS: Readonly<Record<string, Words>> = {
  'restore-file': (action, among) => {
    const words = kernelFile(action, among);
    return words ? changed(words, action, placeOf(action)) : otherFile(action);
  },
  'remove-file': removed(({ path }) => String(path)),
  'remove-directory': removed(({ path }) => String(path)),
  'remove-cgroup': removed((action) => `cgroup of ${placeOf(action)}`),
  'remove-netns': removed((action) => `network namespace of ${placeOf(action)}`),
  'remove-link': removed(({ interface: name }) => `link ${name}`),
  'remove-rate': limited,
  'restore-rate': limitedAgain,
  'remove-class': limited,
  'restore-class': limitedAgain,
  'thaw-cgroup': (action) => ({ now: `${placeOf(action)}: frozen`, undone: `${placeOf(action)}: runs again` }),
  'disable-controllers': ({ controllers }) => ({
    now: `controllers ${controllers} are on`,
    undone: `controllers ${controllers} are off`,
  }),
};

function otherFile(action: UndoAction): Description {
  const what = [basename(String(action.path)), action.line].filter((part) => part !== undefined).join(' ');
  return changed({ what, value: String }, action, placeOf(action));
}

/** Of a VM of this machine, or where it is. */
const placeOf = (action: UndoAction): string =>
  vmOf(action) ?? (action.path === undefined ? 'this machine' : dirname(String(action.path)));

const linkOf = (action: UndoAction): string => vmOf(action) ?? String(action.interface);

const rate = (value: string): string => (value === 'max' ? NONE : formatRate(Number(value)));
