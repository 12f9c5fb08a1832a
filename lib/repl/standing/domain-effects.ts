/**
 * What is done to domains of libvirt's and Xen's, to QEMUs of vmlab's own, and in guests, in words.
 */
import { basename } from 'node:path';
import type { UndoAction } from '../../core/undo.ts';
import type { Words } from './description.ts';
import { domainSetting } from './domain-settings.ts';
import { changed } from './setting.ts';

const setOnDomain: Words = (action, among) => changed(domainSetting(action, among), action, domainOf(action));

const paused: Words = (action) => ({ now: `${domainOf(action)}: paused`, undone: `${domainOf(action)}: runs again` });

export const DOMAIN_EFFECTS: Readonly<Record<string, Words>> = {
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

/** A URI that ends with a colon needs none after it. */
const domainOf = ({ name, uri }: UndoAction): string => `${name} on ${String(uri).replace(/:$/, '')}`;

/** By the name that others know it by, if they do. */
function guestOf({ destination, uri, uuid }: UndoAction, among: readonly UndoAction[]): string {
  if (uuid === undefined) return String(destination ?? 'that ends with this process');
  const known = among.find((other) => other.uuid === uuid && other.name !== undefined);
  return `${known?.name ?? uuid} on ${uri}`;
}

/** The directory of the sockets and the console of one of vmlab's own QEMUs. */
export const isOfQemu = ({ kind, path }: UndoAction): boolean =>
  kind === 'remove-directory' && basename(String(path)).startsWith('vmlab-qemu-');

export const qemuFiles: Words = ({ path }) => ({
  now: `QEMU's files are in ${path}`,
  undone: `QEMU's files in ${path} removed`,
});
