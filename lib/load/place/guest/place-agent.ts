/**
 * Copies vmlab-agent into a guest.
 */
import { createHash } from 'node:crypto';
import { HostError, UnsupportedError } from '../../../core/errors.ts';
import type { Guest, GuestCallOptions } from '../../../driver/guest/guest.ts';
import { removeCopies } from '../../../driver/guest/remove-copies.ts';
import { said } from './said.ts';
import { findRoom, look, tryProgram } from './scripts.ts';

/** vmlab-agent in a guest. */
export interface PlacedAgent {
  readonly guest: Guest;
  /** Its own: what it writes goes there, too. */
  readonly directory: string;
  /** Of the program. */
  readonly path: string;
}

/** The program, and what `uname -m` says where it runs. */
export interface AgentProgram {
  readonly bytes: Uint8Array;
  /** The same by gzip: under emulation a guest's port takes 1.3 MB a second, and unpacking it there is much faster than sending it. */
  readonly compressed: Uint8Array;
  readonly machine: string;
}

/** Where the directory may be: of what a guest has, in memory or on a disk, the first where programs can be run. */
const ROOMS = ['/tmp', '/var/tmp', '/run', '/dev/shm', '/root'];

/** All that may be there of a copy. */
export const placesOf = (name: string): string[] => ROOMS.map((room) => `${room}/${name}`);

/**
 * Copies it, and makes sure that it arrived whole and runs. Where that fails, nothing is left of it.
 *
 * @param name of its directory, see copyName
 * @throws UnsupportedError where the guest cannot run it; HostError where it cannot be written, or the guest does not answer
 */
export async function placeAgent(
  { guest, name, program }: { readonly guest: Guest; readonly name: string; readonly program: AgentProgram },
  options: GuestCallOptions = {},
): Promise<PlacedAgent> {
  const found = await lookAt(guest, options);
  checkMachine(guest, program.machine, found.machine);
  try {
    const directory = await makeRoom(guest, name, options);
    const agent = { guest, directory, path: `${directory}/vmlab-agent` };
    if (found.unpacks) await guest.writeFile(`${agent.path}.gz`, program.compressed, options);
    else await guest.writeFile(agent.path, program.bytes, options);
    await checkCopy(agent, program.bytes, options);
    return agent;
  } catch (error) {
    await removeCopies(guest, placesOf(name)).catch(() => undefined);
    throw error;
  }
}

interface Found {
  /** 'Linux x86_64' */
  readonly machine: string;
  readonly unpacks: boolean;
}

async function lookAt(guest: Guest, options: GuestCallOptions): Promise<Found> {
  const lines = (await said(guest, look, options)).trim().split('\n');
  return { machine: lines[0] ?? '', unpacks: lines.length > 1 };
}

function checkMachine(guest: Guest, machine: string, found: string): void {
  if (found === `Linux ${machine}`) return;
  const remedy = `this one is for Linux ${machine}; use a guest of that kind, or start a vmlab-agent there that was built on such a machine (native/README.md)`;
  throw new UnsupportedError({ what: 'vmlab-agent', where: `${guest.by}, which is ${found}`, remedy });
}

async function makeRoom(guest: Guest, name: string, options: GuestCallOptions): Promise<string> {
  const { exitCode, stdout } = await guest.exec(findRoom(name, ROOMS), options);
  if (exitCode === 0) return stdout.trim();
  const remedy = `mount one of ${ROOMS.join(', ')} there writable and without noexec`;
  throw new UnsupportedError({ what: 'vmlab-agent', where: guest.by, remedy });
}

/** Whole it is where its checksum says so, and it runs where it says how it is used: it was given no verb. */
async function checkCopy({ guest, path }: PlacedAgent, bytes: Uint8Array, options: GuestCallOptions): Promise<void> {
  const { exitCode, stdout, stderr } = await guest.exec(tryProgram(path), options);
  const fail = (why: string) => new HostError({ host: guest.by, operation: 'copy', target: path, stderr: why });
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (stdout.includes(' ') && !stdout.startsWith(sum)) throw fail('it arrived changed');
  if (exitCode === 2 && stderr.startsWith('usage: vmlab-agent')) return;
  throw fail(stderr.trim() || `it ended with exit code ${exitCode}`);
}
