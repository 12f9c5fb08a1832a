/**
 * The root qdisc on an interface that many VMs, and many processes, share. It is told from anybody else's `10:` by its
 * default class, which does not exist (what no filter names is not limited), and has one class, the trunk, that all others hang from.
 *
 * The last one out removes it, and the kernel decides who that is: the trunk cannot be deleted while a class hangs from it.
 * So no lock is held, and none is left by a process that is killed.
 */
import { VmlabError } from '../../../core/errors.ts';
import { addClass, addRoot, changeClass, type HtbClass, ROOT, removeClass, removeRoot } from './htb.ts';
import { madeRoot, type Qdisc } from './htb-state.ts';
import { type Command, isAlreadyThere, isGone, type Place, tc, tcBatch } from './iproute.ts';

/** 'vl' in ASCII. */
const MARK = 0x766c;
const TRUNK = 0xffff;
/** HTB's leaves may send at their own rates whatever the trunk's is. */
const TRUNK_RATE = 1.25e9;

/** The minors that a VM's class may have. */
export const isFreeMinor = (minor: number): boolean =>
  Number.isInteger(minor) && minor > 0 && minor < TRUNK && minor !== MARK;

export const inTrunk = (device: string, minor: number): HtbClass => ({ interface: device, minor, parent: TRUNK });

/** Makes the root unless it is there. @throws VmlabError `FOREIGN_QDISC` naming a root qdisc that vmlab did not make; it stays as it is. */
export async function ensureRoot(place: Place, device: string): Promise<void> {
  const root = await readRoot(place, device);
  if (root !== undefined) return checkOurs(root, device);
  await tcBatch(place, makeRoot(device)).catch((error) => {
    if (!isAlreadyThere(error)) throw error;
  });
}

/** @throws as `ensureRoot`. */
export async function checkRoot(place: Place, device: string): Promise<void> {
  const root = await readRoot(place, device);
  if (root !== undefined) checkOurs(root, device);
}

/** Fails where the trunk is gone: where the root is being removed by the last one out, or not yet whole. */
export const touchTrunk = (device: string): Command => changeClass({ interface: device, minor: TRUNK }, TRUNK_RATE);

/** Puts the trunk into a root whose maker died before it could. */
export const repairTrunk = async (place: Place, device: string): Promise<void> =>
  void (await tc(place, makeTrunk(device)).catch(() => undefined));

/** Removes the root if it is ours and nobody else is in it. */
export async function leaveRoot(place: Place, device: string): Promise<void> {
  if (!(await hasOurRoot(place, device))) return;
  const commands = [removeClass({ interface: device, minor: TRUNK }), removeRoot(device)];
  await tcBatch(place, commands).catch((error) => {
    if (!isGone(error) && !isInUse(error)) throw error;
  });
}

export async function hasOurRoot(place: Place, device: string): Promise<boolean> {
  const root = await readRoot(place, device).catch(ifGone);
  return root !== undefined && isOurs(root);
}

/** The commands are in one process, so that nobody sees a root without its trunk for long. */
const makeRoot = (device: string): Command[] => [addRoot(device, MARK), makeTrunk(device)];

const makeTrunk = (device: string): Command => addClass({ interface: device, minor: TRUNK }, TRUNK_RATE);

const readRoot = async (place: Place, device: string): Promise<Qdisc | undefined> =>
  madeRoot(await tc(place, ['-json', 'qdisc', 'show', 'dev', device]));

const isOurs = ({ kind, handle, options }: Qdisc): boolean =>
  kind === 'htb' && handle === ROOT && Number(options?.default) === MARK;

function checkOurs(root: Qdisc, device: string): void {
  if (isOurs(root)) return;
  const sentence = `${device} has a root qdisc that vmlab did not make: ${root.kind} ${root.handle} is left as it is`;
  throw new VmlabError('FOREIGN_QDISC', `${sentence}. Remove it, or limit another interface`);
}

const isInUse = (error: unknown): boolean => error instanceof Error && /in use|busy/i.test(error.message);

function ifGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}
