/**
 * Which accelerator runs guests here: found by running one. A /dev/kvm that is there, and opens, may still run nothing.
 */
import type { Session } from '../../../core/session.ts';
import { type Child, spawnProgram } from '../../../host/local/spawn.ts';
import type { Accelerator } from './options.ts';

/** Under KVM the firmware takes some 0.1 s, and 0.5 s under TCG. Where KVM is itself emulated it begins as quickly, and then crawls. */
const PATIENCE_S = 3;
/** What the firmware says when it has tried all there is to boot from. */
const LAST_WORDS = 'No bootable device';

/** What was found lasts as long as the session: one a process. */
const found = new WeakMap<Session, Map<string, Promise<Accelerator>>>();

/** What is to run, on which model of a CPU: a KVM may run one, and not know what another one needs. */
export interface Emulator {
  readonly program: string;
  readonly cpu: string;
}

/** @returns 'kvm' where a machine without a disk comes to the end of its firmware under it in 3 s; else 'tcg' */
export function findAccelerator(session: Session, emulator: Emulator): Promise<Accelerator> {
  const known = found.get(session) ?? new Map<string, Promise<Accelerator>>();
  found.set(session, known);
  const key = `${emulator.program} ${emulator.cpu}`;
  const finding = known.get(key) ?? trial(emulator, 'kvm').then((runs) => (runs ? 'kvm' : 'tcg'));
  known.set(key, finding);
  return finding;
}

/** Whether a machine runs under it. @throws HostError where the program is not there */
export async function trial({ program, cpu }: Emulator, accelerator: Accelerator): Promise<boolean> {
  const child = await spawnProgram([program, ...trialArguments(accelerator), '-cpu', cpu]);
  const timer = setTimeout(() => void child.end(0), PATIENCE_S * 1000);
  try {
    return await endsFirmware(child);
  } finally {
    clearTimeout(timer);
    await child.end(0);
  }
}

/** SeaBIOS writes to port 0x402 what it does. */
const trialArguments = (accelerator: Accelerator): string[] => [
  ...['-no-user-config', '-nodefaults', '-display', 'none', '-machine', 'pc', '-m', '16', '-accel', accelerator],
  ...['-chardev', 'stdio,id=words', '-device', 'isa-debugcon,iobase=0x402,chardev=words'],
];

async function endsFirmware(child: Child): Promise<boolean> {
  for await (const line of child.lines()) if (line.includes(LAST_WORDS)) return true;
  return false;
}
