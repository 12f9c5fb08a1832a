/**
 * The live migration of a VM, as something to run.
 */
import { inspect } from 'node:util';
import { anySignal } from '../../core/any-signal.ts';
import { InputError } from '../../core/errors.ts';
import { eventsOf } from '../../core/events-of.ts';
import type { Session } from '../../core/session.ts';
import type { Domain, MigrationTarget } from '../../driver/driver.ts';
import type { MigrationOptions, MigrationRunOptions } from '../../driver/migration/options.ts';
import type { MigrationProgress } from '../../driver/migration/progress.ts';
import type { MigrationResult } from '../../driver/migration/result.ts';
import { type MigrationSpec, migrationSpec } from '../../driver/migration/spec.ts';
import { specText } from '../../report/spec-text.ts';
import type { Ability, Opening } from '../opening.ts';

/** Where a VM goes, and how. */
export interface MigrateOptions extends MigrationOptions, Omit<MigrationTarget, 'domain' | 'uri'> {
  /** Of `qemu:` another VM there, which is opened, and need not be told what it consists of. Of libvirt another lab, or its URI as this machine reaches it. */
  readonly to: VmLike | { readonly uri: string } | string;
}

/** A handle on a VM. */
export interface VmLike {
  readonly name: string;
  /** Opens it: a machine that is to be migrated into is made ready for that. */
  open(): Promise<{ readonly held: { readonly domain: Domain } }>;
}

/** A migration that can be run. Frozen; nothing is done before `run()` or `watch()`. */
export interface Migration {
  /** What would be done, in base units. Does no I/O. */
  plan(): MigrationPlan;
  /**
   * Moves the guest while it runs. Afterwards exactly one copy of it goes on.
   *
   * @throws UnsupportedError for a slice, and for what its driver cannot do; HostError where it does not run
   * @throws RunError where it fails, with what was measured and the log of both sides as `result`: 'TIMEOUT', 'CORRUPTED', 'MIGRATION' for all
   * else; `result.survivor` says where the guest is. @throws the signal's reason where it was cancelled: the guest goes on where it was
   */
  run(options?: MigrationRun): Promise<MigrationResult>;
  /** The same, and yields how far it is, some times a second. Leaving the loop cancels it. */
  watch(options?: MigrationRun): AsyncGenerator<MigrationProgress>;
}

export type MigrationRun = Pick<MigrationRunOptions, 'signal' | 'onProgress'>;

export interface MigrationPlan extends Omit<MigrationSpec, 'checker' | 'through'> {
  readonly vm: string;
  readonly to: string;
}

const migrating: Ability<NonNullable<Domain['migrate']>> = { what: 'migration', of: ({ migrate }) => migrate };

/** @throws InputError for options that cannot be right */
export function migration(vm: Opening, session: () => Session, options: MigrateOptions): Migration {
  const { to, address, tunnelled, name, ...how } = options;
  const plan = planOf(vm.name, checkTarget(to), migrationSpec(how));
  const run = async (call: MigrationRun = {}): Promise<MigrationResult> => {
    const target = { ...(await targetOf(to)), address, tunnelled, name };
    return session().during((root) =>
      vm.act(migrating, (migrate) => migrate(target, { ...how, ...call, signal: anySignal(root, call.signal) })),
    );
  };
  const watch = (call: MigrationRun = {}) =>
    eventsOf<MigrationProgress>((signal, onProgress) => run({ ...call, signal, onProgress }), call.signal);
  const text = () => specText(`migration of ${vm.name}`, plan, ['.run()', '.watch()', '.plan()']);
  const printing = { toJSON: () => plan, toString: text, [inspect.custom]: text };
  return Object.freeze({ plan: () => plan, run, watch, ...printing });
}

function planOf(vm: string, to: string, { checker, through, ...spec }: MigrationSpec): MigrationPlan {
  return Object.freeze({ vm, to, ...spec });
}

/** @returns its name, for people */
function checkTarget(to: MigrateOptions['to']): string {
  if (typeof to === 'string') return to;
  const { uri, name } = Object(to) as { uri?: string; name?: string };
  if (typeof uri === 'string') return uri;
  if (typeof name === 'string') return name;
  throw new InputError({ expected: "to: another VM, or a URI such as 'qemu+ssh://node2/system'", received: to });
}

async function targetOf(to: MigrateOptions['to']): Promise<MigrationTarget> {
  if (typeof to === 'string') return { uri: to };
  if ('uri' in to) return { uri: to.uri };
  const { held } = await to.open();
  return { domain: held.domain };
}
