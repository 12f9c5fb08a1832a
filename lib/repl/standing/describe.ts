/**
 * An effect in words: what is so now, and what will be when it is undone.
 */
import { basename, dirname } from 'node:path';
import type { UndoAction } from '../../core/undo.ts';
import { formatRate } from '../../core/units.ts';
import type { Description } from './description.ts';
import { domainSetting } from './domain-settings.ts';
import { kernelFile } from './kernel-files.ts';
import { changed } from './setting.ts';
import { vmOf } from './vm-of.ts';

/**
 * @param among all that stands, oldest first: some effects mean something together only
 * @example describe({ kind: 'remove-directory', path: '/tmp/x' }).now // '/tmp/x was made'
 */
export const describe = (action: UndoAction, among: readonly UndoAction[] = []): Description =>
  (WORDS[action.kind] ?? plain)(action, among);

type Words = (action: UndoAction, among: readonly UndoAction[]) => Description;

const removed =
  (what: (action: UndoAction) => string): Words =>
  (action) => ({ now: `${what(action)} was made`, undone: `${what(action)} removed` });

const limited: Words = (action) => ({
  now: `rate of ${linkOf(action)}: limited, was none`,
  undone: `rate of ${linkOf(action)}: none again`,
});

const limitedAgain: Words = (action) =>
  changed({ what: 'rate', value: rate }, { ...action, written: action.set as number | 'max' }, linkOf(action));

const setOnDomain: Words = (action, among) => changed(domainSetting(action, among), action, domainOf(action));

const paused: Words = (action) => ({ now: `${domainOf(action)}: paused`, undone: `${domainOf(action)}: runs again` });

const WORDS: Readonly<Record<string, Words>> = {
  'restore-file': (action, among) => {
    const words = kernelFile(action, among);
    return words ? changed(words, action, placeOf(action)) : otherFile(action);
  },
  'remove-file': removed(({ path }) => String(path)),
  'remove-directory': (action) =>
    isOfQemu(action) ? qemuFiles(action) : removed(({ path }) => String(path))(action, []),
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
  'end-process': ({ pid }) => ({ now: `QEMU runs, process ${pid}`, undone: `QEMU ended, process ${pid}` }),
  'libvirt-restore': setOnDomain,
  'libvirt-resume': paused,
  'libvirt-noqueue': ({ interface: tap }) => ({
    now: `qdisc of ${tap}: not noqueue, which it was`,
    undone: `qdisc of ${tap}: noqueue again`,
  }),
  'libvirt-remove-ingress': ({ interface: tap, link }) => ({
    now: `what is sent by ${tap}: led through ${link}`,
    undone: `what is sent by ${tap}: goes its own way again`,
  }),
  'xen-restore': setOnDomain,
  'xen-resume': paused,
  'guest-remove-copies': (action, among) => ({
    now: `vmlab-agent is in the guest ${guestOf(action, among)}`,
    undone: `vmlab-agent removed from the guest ${guestOf(action, among)}`,
  }),
};

/** The directory of its sockets and its console. */
const isOfQemu = ({ path }: UndoAction): boolean => basename(String(path)).startsWith('vmlab-qemu-');

const qemuFiles = ({ path }: UndoAction): Description => ({
  now: `QEMU's files are in ${path}`,
  undone: `QEMU's files in ${path} removed`,
});

function otherFile(action: UndoAction): Description {
  const what = [basename(String(action.path)), action.line].filter((part) => part !== undefined).join(' ');
  return changed({ what, value: String }, action, placeOf(action));
}

/** Another room's kind: its own words and what it names. */
function plain({ kind, ...details }: UndoAction): Description {
  const text = [kind, ...Object.values(details)].join(' ');
  return { now: `to undo: ${text}`, undone: text };
}

/** Of a VM of this machine, or where it is. */
const placeOf = (action: UndoAction): string =>
  vmOf(action) ?? (action.path === undefined ? 'this machine' : dirname(String(action.path)));

const linkOf = (action: UndoAction): string => vmOf(action) ?? String(action.interface);

/** A URI that ends with a colon needs none after it. */
const domainOf = ({ name, uri }: UndoAction): string => `${name} on ${String(uri).replace(/:$/, '')}`;

/** By the name that others know it by, if they do. */
function guestOf({ destination, uri, uuid }: UndoAction, among: readonly UndoAction[]): string {
  if (uuid === undefined) return String(destination ?? '');
  const known = among.find((other) => other.uuid === uuid && other.name !== undefined);
  return `${known?.name ?? uuid} on ${uri}`;
}

const rate = (value: string): string => (value === 'max' ? 'none' : formatRate(Number(value)));
