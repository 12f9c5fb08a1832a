/** What a domain may read from and write to its disks. */
import { type IoLimits, type IoLimitsInput, parseIoLimits } from '../../../cgroup/limits/limits.ts';
import { InputError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { applyAll, type DomainSetting, readSetting } from '../domain-settings.ts';
import { currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import { ioLimits, throttled, type Wanted } from './disk-throttle.ts';

/** @throws InputError where it has no such disk, or for a rate under 1 */
export async function parseDiskLimits(parts: DomainParts, input: IoLimitsInput): Promise<IoLimits> {
  const { disks } = await currentXml(parts);
  const found = disks.find(({ target, source }) => [target, `/dev/${target}`, source].includes(input.device));
  if (!found) throw noSuchDisk(parts, input.device, disks.map(({ target }) => target).join(', '));
  return parseIoLimits(input, found.target);
}

const noSuchDisk = ({ name }: DomainParts, received: string, targets: string): InputError =>
  new InputError({ expected: `a disk of '${name}'`, received, advice: `It has: ${targets || 'none'}` });

export async function limitDisk(parts: DomainParts, limits: IoLimits): Promise<Undo> {
  const { device, read, write, readIops, writeIops } = limits;
  const settings = [
    await settingFor(parts, { device, parameter: 'bytes' }, { read, write }),
    await settingFor(parts, { device, parameter: 'iops' }, { read: readIops, write: writeIops }),
  ];
  return applyAll(parts, settings.flat());
}

/** None where nothing of that kind is asked for. */
async function settingFor(
  parts: DomainParts,
  place: { readonly device: string; readonly parameter: 'bytes' | 'iops' },
  wanted: Wanted,
): Promise<DomainSetting[]> {
  if (wanted.read === undefined && wanted.write === undefined) return [];
  const found = await readSetting(parts, { tune: 'blkdeviotune', ...place });
  return [{ tune: 'blkdeviotune', ...place, value: throttled(found, wanted) }];
}

/** An empty drive has nothing to limit, and libvirt refuses to say so. */
export async function limitsOfDisks(parts: DomainParts): Promise<IoLimits[]> {
  const { disks } = await currentXml(parts);
  const read = (device: string, parameter: string) => readSetting(parts, { tune: 'blkdeviotune', device, parameter });
  const limits = disks
    .filter(({ source }) => source !== undefined)
    .map(async ({ target }) => ioLimits(target, await read(target, 'bytes'), await read(target, 'iops')));
  return (await Promise.all(limits)).filter((each) => each !== undefined);
}
