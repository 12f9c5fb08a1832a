/** One VM's class on a shared interface: made with its filter, changed while it runs, removed with the root when it is the last. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HostError, InputError } from '../../../core/errors.ts';
import { addFilter, type PacketMatch, removeFilter, shownMatches } from './filter.ts';
import { addClass, classId, removeClass } from './htb.ts';
import { classRates, filterMatches } from './htb-state.ts';
import { type Command, failedLine, isAlreadyThere, isGone, type Place, tc, tcBatch } from './iproute.ts';
import { ensureRoot, hasOurRoot, inTrunk, leaveRoot, repairTrunk, touchTrunk } from './shared-root.ts';

export interface SharedClass {
  readonly interface: string;
  readonly minor: number;
  readonly match: PacketMatch;
}

const ATTEMPTS = 40;
const PAUSE_MS = 25;

/** Makes the class and its filter, and the root where it is the first. @throws InputError when the minor is another's. */
export async function makeSharedClass(place: Place, made: SharedClass, rate: number): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await ensureRoot(place, made.interface);
    if (await joins(place, made, rate)) return;
    // The last one out is removing the root at this moment, which takes it far less than half of our attempts.
    if (attempt > ATTEMPTS / 2) await repairTrunk(place, made.interface);
    else await sleep(PAUSE_MS);
  }
  throw unjoinable(place, made);
}

/** Removes a class if it is this one, and the root with the last. @returns why it was left alone, if it was. */
export async function removeSharedClass(place: Place, { interface: device, minor, match }: SharedClass) {
  if (!(await hasOurRoot(place, device))) return undefined;
  const matches = (await readFilters(place, device)).get(minor);
  if (matches !== undefined && !isSame(matches, match)) return `class ${classId(minor)} of ${device} is another's now`;
  for (const command of [removeFilter(device, minor), removeClass({ interface: device, minor })])
    await tc(place, command).catch(unlessGone);
  await leaveRoot(place, device);
  return undefined;
}

/** The class that takes the packets of a match, if there is one, and its rate in bytes a second. */
export async function findSharedClass(place: Place, device: string, match: PacketMatch) {
  const rates = await readClasses(place, device);
  for (const [minor, matches] of await readFilters(place, device))
    if (isSame(matches, match) && rates.has(minor)) return { minor, rate: rates.get(minor) as number };
  return undefined;
}

/** The minors in use on an interface, and their rates. */
export const readClasses = async (place: Place, device: string): Promise<Map<number, number>> =>
  classRates(await tc(place, ['class', 'show', 'dev', device]));

/** In this order: a class that got into the root after its trunk was gone fails at the second line. */
export const joinCommands = ({ interface: device, minor, match }: SharedClass, rate: number): Command[] => [
  addClass(inTrunk(device, minor), rate),
  touchTrunk(device),
  addFilter(device, minor, match),
];

/** @returns false when the root went away meanwhile. */
async function joins(place: Place, made: SharedClass, rate: number): Promise<boolean> {
  try {
    await tcBatch(place, joinCommands(made, rate));
    return true;
  } catch (error) {
    if (failedLine(error) === 1 && isAlreadyThere(error)) throw taken(made);
    if (failedLine(error) > 2 || !isGone(error)) throw error;
    if (failedLine(error) === 2) await tc(place, removeClass(made)).catch(unlessGone);
    return false;
  }
}

const readFilters = async (place: Place, device: string): Promise<Map<number, string[]>> =>
  filterMatches(await tc(place, ['filter', 'show', 'dev', device]).catch(emptyIfGone));

const isSame = (matches: readonly string[], match: PacketMatch): boolean =>
  matches.join() === shownMatches(match).join();

const taken = ({ interface: device, minor }: SharedClass): InputError =>
  new InputError({ code: 'MINOR_TAKEN', expected: `a class that is free on ${device}`, received: classId(minor) });

const unlessGone = (error: unknown): void => void emptyIfGone(error);

function emptyIfGone(error: unknown): string {
  if (isGone(error)) return '';
  throw error;
}

const unjoinable = ({ host }: Place, { interface: device, minor }: SharedClass): HostError =>
  new HostError({
    host: host.uri,
    operation: 'tc class add',
    target: `${classId(minor)} on ${device}`,
    stderr: `its root qdisc kept going away, ${ATTEMPTS} times`,
  });
