/**
 * The memory of a VM in its own words.
 */
import { UnsupportedError } from '../../core/errors.ts';
import type { BalloonMemory, Domain } from '../../driver/driver.ts';
import type { Guest } from '../../driver/guest/guest.ts';
import type { Host } from '../../host/host.ts';
import { parseMeminfo } from '../../record/meminfo.ts';
import type { Ability, Opening } from '../opening.ts';
import { guestOf } from './inside.ts';

const balloon: Ability<NonNullable<Domain['memory']>> = { what: 'memory', of: ({ memory }) => memory };

/** By its balloon; without one the guest's own files tell. @throws VmlabError 'NOT_OPEN'; UnsupportedError where neither tells */
export async function memoryOf(vm: Opening, host: Host): Promise<BalloonMemory> {
  try {
    return await vm.read(balloon, (memory) => memory());
  } catch (error) {
    const guest = error instanceof UnsupportedError ? guestOf(vm, host) : undefined;
    return guest ? toldBy(guest, error) : Promise.reject(error);
  }
}

/** What the balloon lacks is the clearer reason. */
async function toldBy(guest: Guest, error: unknown): Promise<BalloonMemory> {
  const files = ['/proc/meminfo', '/proc/vmstat'].map(async (file) => (await guest.readFile(file)).toString('utf8'));
  const [meminfo = '', vmstat = ''] = await Promise.all(files).catch(() => Promise.reject(error));
  return parseMeminfo(meminfo, vmstat);
}
