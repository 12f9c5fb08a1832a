/** Small guests for a test: an image, and a session of its own that ends them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Session } from '../../../lib/core/session.ts';
import type { QemuDomain } from '../../../lib/driver/qemu/domain.ts';
import type { QemuParts } from '../../../lib/driver/qemu/files.ts';
import type { MachineOptions } from '../../../lib/driver/qemu/machine/options.ts';
import { type MachineSpec, machineSpec } from '../../../lib/driver/qemu/machine/spec.ts';
import { startQemu } from '../../../lib/driver/qemu/start.ts';
import { localHost } from '../../../lib/host/local/host.ts';
import { journalStore } from '../../../lib/host/local/journal-store.ts';
import { thisProcess } from '../../../lib/host/local/owner.ts';
import { hostUndo } from '../../../lib/host/undo.ts';
import { AGENT, KERNEL, MODULES, QEMU } from './here.ts';
import { buildSmallGuest } from './image.ts';

export interface SmallGuests extends AsyncDisposable {
  readonly parts: QemuParts;
  /** Where files of the test may lie: it goes with them. */
  readonly directory: string;
  /** A machine that boots the guest, under TCG. */
  spec(options?: Partial<MachineOptions>): MachineSpec;
  /** Starts one, and waits until its agent answers. */
  boot(options?: Partial<MachineOptions>): Promise<QemuDomain>;
}

const BOOT_S = 60;

export async function smallGuests(): Promise<SmallGuests> {
  const directory = await mkdtemp(join(tmpdir(), 'vmlab-guests-'));
  const host = localHost();
  const store = journalStore({ path: join(directory, 'state'), removable: true }, thisProcess());
  const session = new Session({ store, handlers: hostUndo(host) });
  const initrd = await buildSmallGuest({ directory, modules: MODULES, agent: AGENT });
  const spec = (options: Partial<MachineOptions> = {}) =>
    machineSpec({ ...DEFAULTS, kernel: KERNEL, initrd, program: QEMU, ...options });
  return {
    parts: { host, session },
    directory,
    spec,
    boot: async (options) => answering(await startQemu({ host, session }, spec(options))),
    [Symbol.asyncDispose]: async () => {
      await session.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const DEFAULTS = { name: 'vm1', memory: '160M', append: 'console=ttyS0 quiet', accelerator: 'tcg' } as const;

async function answering(domain: QemuDomain): Promise<QemuDomain> {
  for (let waited = 0; !(await readFile(domain.console, 'utf8')).includes('guest: up'); waited += 0.05) {
    if (waited > BOOT_S) throw new Error(`the guest did not boot: ${await readFile(domain.console, 'utf8')}`);
    await wait(50);
  }
  await domain.agent?.execute('guest-ping', {}, { timeout: 20 });
  return domain;
}
