/**
 * How much memory the guest is left with: its balloon takes the rest. A limit on QEMU's own group would make the host swap, or end, it instead.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Amount } from '../../../cgroup/limits/amount.ts';
import { InputError, UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { formatSize } from '../../../core/units.ts';
import { applySetting, readSetting } from '../domain-settings.ts';
import { currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import { fromKibibytes, kibibytes } from './units.ts';

const BALLOON = { tune: 'balloon-size', parameter: '' } as const;
/** In s: a guest gives back some GiB a second. One that has not begun, or stands still, for this long will not. */
const STANDSTILL = 3;
const LOOK_AGAIN_MS = 50;

/** @throws UnsupportedError, and leaves it as it was, where the guest does not give the memory back */
export async function limitMemory(parts: DomainParts, memory: Amount): Promise<Undo> {
  const { maximumMemory } = await currentXml(parts);
  if (Number(memory) > maximumMemory) throw tooMuch(parts, Number(memory), maximumMemory);
  const value = kibibytes(memory === 'max' ? maximumMemory : memory);
  const undo = await applySetting(parts, { ...BALLOON, value });
  const reached = await comesTo(parts, value).catch(() => false);
  if (reached) return undo;
  await undo.undo();
  parts.session.signal.throwIfAborted();
  throw unwilling(parts);
}

export async function memoryLimitOf(parts: DomainParts): Promise<Amount> {
  const { maximumMemory } = await currentXml(parts);
  const bytes = fromKibibytes(await readSetting(parts, BALLOON));
  return bytes >= maximumMemory ? 'max' : bytes;
}

async function comesTo(parts: DomainParts, value: string): Promise<boolean> {
  let [last, still] = ['', 0];
  while (still < STANDSTILL * 1000) {
    const present = await readSetting(parts, BALLOON);
    if (present === value) return true;
    still = present === last ? still + LOOK_AGAIN_MS : 0;
    last = present;
    await wait(LOOK_AGAIN_MS, undefined, { signal: parts.session.signal });
  }
  return false;
}

const tooMuch = ({ name }: DomainParts, received: number, most: number): InputError =>
  new InputError({ expected: `no more than the ${formatSize(most)} of '${name}'`, received: formatSize(received) });

const unwilling = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'a limit on memory',
    where: `'${name}' on ${uri.text}`,
    remedy: `it is its balloon's: the guest needs the driver virtio_balloon, and memory that it can spare`,
  });
