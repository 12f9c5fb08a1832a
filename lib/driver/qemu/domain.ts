import type { Undo } from '../../core/undo.ts';
import type { Ending } from '../../host/local/spawn.ts';
import type { BalloonMemory, Domain, GuestOutput, MigrationTarget } from '../driver.ts';
import type { DirtyRate, DirtyRateOptions } from '../migration/dirty-rate.ts';
import type { MigrationRunOptions } from '../migration/options.ts';
import type { MigrationResult } from '../migration/result.ts';
import type { GuestAgent } from './guest-agent/guest-agent.ts';
import type { Accelerator } from './machine/options.ts';
import type { MachineSpec } from './machine/spec.ts';
import type { Qmp } from './qmp/qmp.ts';

/** A QEMU process that vmlab has started. Disposing of it ends it, and takes its files away. */
export interface QemuDomain extends Domain, AsyncDisposable {
  readonly spec: MachineSpec;
  readonly accelerator: Accelerator;
  readonly pid: number;
  readonly qmp: Qmp;
  /** Where the machine has a port for it; whether a guest answers is another matter. */
  readonly agent?: GuestAgent;
  /** The file that the guest's serial console is written to. */
  readonly console: string;
  /** What QEMU has said on its standard error. */
  log(): string;
  /** Resolves when the process has ended, whatever way. */
  readonly ended: Promise<Ending>;

  pause(): Promise<Undo>;
  resume(): Promise<void>;
  /** @throws the signal's reason: a guest that is asked may well not end */
  shutdown(options?: { readonly signal?: AbortSignal }): Promise<void>;
  destroy(): Promise<void>;
  exec(
    argv: readonly string[],
    options?: { readonly input?: string; readonly signal?: AbortSignal },
  ): Promise<GuestOutput>;
  memory(): Promise<BalloonMemory>;
  /** @throws InputError where the target is no other machine of QEMU's */
  migrate(to: MigrationTarget, options?: MigrationRunOptions): Promise<MigrationResult>;
  dirtyRate(options?: DirtyRateOptions): Promise<DirtyRate>;
}
