import { resolve } from 'node:path';
import { InputError, VmlabError } from '../core/errors.ts';
import type { Session } from '../core/session.ts';
import { parseSize } from '../core/units.ts';
import type { Host } from '../host/host.ts';
import type { DiskSpec } from './spec.ts';

/** Where an agent will read and write: a file that is there for the run only, or a device that the user gave away. */
export interface Disk extends AsyncDisposable {
  readonly path: string;
  /** Bytes of it that are used. */
  readonly size: number;
  readonly allowDevice: boolean;
}

export interface DiskParts {
  readonly host: Host;
  readonly session: Session;
}

export const DEFAULT_DISK_SIZE = '256MiB';

/**
 * Makes sure that what a disk load writes to may be written to.
 *
 * @throws InputError for a device that is mounted, in use or holds something, unless `allowMounted` names it again; and for a file that
 * is there already: its content would be lost
 */
export async function openDisk(
  parts: DiskParts,
  { file, device, allowMounted, size }: DiskSpec & { file: string },
): Promise<Disk> {
  const bytes = parseSize(size ?? DEFAULT_DISK_SIZE, 'a disk size');
  if (device !== undefined) return deviceDisk(parts.host, { device, allowMounted, bytes });
  // Whole, since whoever cleans up after us may stand in another directory.
  const path = resolve(file);
  if (await parts.host.exists(path)) {
    const advice = 'Its content would be overwritten.';
    throw new InputError({ expected: 'a disk file that is not there yet', received: path, advice });
  }
  // The agent makes it, and fills it, so that what is read has been written once.
  const made = await parts.session.effect({ kind: 'remove-file', path }, async () => {});
  return { path, size: bytes, allowDevice: false, [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() };
}

interface Device {
  readonly device: string;
  readonly allowMounted?: string;
  readonly bytes: number;
}

/**
 * @param host where the device is
 * @throws InputError where a device is mounted, in use or holds something, unless `allowMounted` names it again; VmlabError 'UNSURE'
 */
export async function checkUnused(
  host: Pick<Host, 'run'>,
  { device, allowMounted }: { readonly device: string; readonly allowMounted?: string },
): Promise<void> {
  const use = allowMounted === device ? undefined : await useOf(host, device);
  if (use === undefined) return;
  const expected = 'a block device that nothing uses';
  const advice = `Its content would be destroyed. If that is meant, say so: { device: '${device}', allowMounted: '${device}' }.`;
  throw new InputError({ expected, received: `${device} (${use})`, advice });
}

async function deviceDisk(host: Host, { device, allowMounted, bytes }: Device): Promise<Disk> {
  await checkUnused(host, { device, allowMounted });
  return { path: device, size: bytes, allowDevice: true, [Symbol.asyncDispose]: async () => {} };
}

/** What speaks against writing to a device, in a few words; undefined: nothing. */
async function useOf(host: Pick<Host, 'run'>, device: string): Promise<string | undefined> {
  const { stdout } = await host.run([
    'lsblk',
    '--noheadings',
    '--raw',
    '--output',
    'NAME,FSTYPE,PTTYPE,MOUNTPOINT',
    device,
  ]);
  const rows = stdout.trim().split('\n');
  if (rows.length > 1) return `it has partitions or holders: ${rows.length - 1}`;
  const signatures = (await signaturesOf(host, device)).trim();
  const [, ...facts] = (rows[0] ?? '').split(' ');
  const found = [...facts, signatures].filter(Boolean);
  return found.length > 0 ? `it holds or is mounted as: ${found.join(' ')}` : undefined;
}

/** lsblk knows what udev told it; where no udev runs, only the device itself can tell. */
async function signaturesOf(host: Pick<Host, 'run'>, device: string): Promise<string> {
  try {
    return (await host.run(['wipefs', '--noheadings', '--output', 'TYPE', device])).stdout;
  } catch (cause) {
    throw new VmlabError('UNSURE', `cannot tell whether ${device} holds something, so nothing is written to it`, {
      cause,
    });
  }
}
