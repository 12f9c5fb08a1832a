import type { Lab } from '../../lab/lab.ts';

/** A lab that is at hand in the shell, and the variable that it is called by there. */
export interface KnownLab {
  readonly name: string;
  readonly lab: Lab;
}

/**
 * The lab that the shell is for, and those that variables hold: `node = await lab.open('qemu:///system')` makes one known. A variable that has a
 * getter is not asked: it may do something.
 */
export function labsIn(context: object, own: Lab): KnownLab[] {
  const labs = new Map<Lab, string>([[own, 'lab']]);
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(context)))
    if (isLab(value) && !labs.has(value)) labs.set(value, name);
  return [...labs].map(([lab, name]) => ({ name, lab }));
}

/** Handles have no class: a lab is told by what it can do. */
const isLab = (value: unknown): value is Lab =>
  typeof value === 'object' && value !== null && MEMBERS.every((name) => name in value);

const MEMBERS = ['uri', 'session', 'open', 'vm', 'vms', 'record'] as const;
