/**
 * How much memory the guest is left with: its balloon takes the rest. A limit on QEMU's own group would make the host swap, or end, it instead.
 */
import type { Amount } from '../../../cgroup/limits/amount.ts';
import type { Undo } from '../../../core/undo.ts';
import { comesTo } from '../../comes-to.ts';
import { memoryNotGivenBack, tooMuchMemory } from '../../no-limit.ts';
import { applySetting, readSetting } from '../domain-settings.ts';
import { currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import { fromKibibytes, kibibytes } from './units.ts';

const BALLOON = { tune: 'balloon-size', parameter: '' } as const;

/** @throws UnsupportedError, and leaves it as it was, where the guest does not give the memory back */
export async function limitMemory(parts: DomainParts, memory: Amount): Promise<Undo> {
  const { maximumMemory } = await currentXml(parts);
  if (Number(memory) > maximumMemory) throw tooMuchMemory(parts, Number(memory), maximumMemory);
  const value = kibibytes(memory === 'max' ? maximumMemory : memory);
  const undo = await applySetting(parts, { ...BALLOON, value });
  const reached = await comesTo(() => readSetting(parts, BALLOON), value, parts.session.signal).catch(() => false);
  if (reached) return undo;
  await undo.undo();
  parts.session.signal.throwIfAborted();
  throw memoryNotGivenBack(parts, 'virtio_balloon');
}

export async function memoryLimitOf(parts: DomainParts): Promise<Amount> {
  const { maximumMemory } = await currentXml(parts);
  const bytes = fromKibibytes(await readSetting(parts, BALLOON));
  return bytes >= maximumMemory ? 'max' : bytes;
}
