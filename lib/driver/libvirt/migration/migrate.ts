/**
 * Moves a domain from one host of libvirt's to another while it runs.
 */
import { anySignal } from '../../../core/any-signal.ts';
import { RunError } from '../../../core/errors.ts';
import type { Domain, MigrationTarget } from '../../driver.ts';
import { clockAdvances } from '../../migration/clock-checker.ts';
import type { GuestState, MigrationRunOptions } from '../../migration/options.ts';
import { type MigrationResult, migrationResult } from '../../migration/result.ts';
import { type MigrationSpec, migrationSpec } from '../../migration/spec.ts';
import { verifyGuest } from '../../migration/verify-guest.ts';
import { guestAgent } from '../guest-agent.ts';
import type { DomainParts } from '../parts.ts';
import { carryEffects } from './carry.ts';
import { wholeMebibytes } from './command.ts';
import { limitDowntime } from './downtime-limit.ts';
import { drive, type Watching } from './drive.ts';
import { failure } from './failure.ts';
import { figuresOf } from './figures-of.ts';
import { qemuLog } from './log.ts';
import { type Move, openMove } from './move.ts';
import { recover } from './recover.ts';
import { checkSupported, libvirtTarget } from './target.ts';

export interface Moving extends DomainParts {
  /** How a domain is made of its parts. */
  readonly domainOf: (parts: DomainParts) => Domain;
  /** Called when the guest runs there. */
  readonly arrived: (there: DomainParts) => void;
}

/**
 * Moves the guest. Afterwards one of both hosts runs it. A domain that was defined is defined there and here no more, as virt-manager does it;
 * what vmlab has set on it goes along, and is taken back there at the session's end.
 *
 * @throws InputError, UnsupportedError, HostError before anything was done: for options that cannot be right, for what libvirt cannot do, where
 *   a host cannot be reached
 * @throws RunError where it fails, with what was measured and the log of both sides as `result`: 'TIMEOUT', 'CORRUPTED', 'MIGRATION' for all
 *   else. `result.survivor` says where the guest is
 * @throws the signal's reason where it was cancelled
 * @example const { guest } = await migrateDomain(moving, { uri: 'qemu+ssh://node2/system' }, { verify: 'guest' });
 */
export async function migrateDomain(
  moving: Moving,
  to: MigrationTarget,
  options: MigrationRunOptions = {},
): Promise<MigrationResult> {
  const { signal, onProgress = () => undefined, ...told } = options;
  const spec = inWholeMebibytes(migrationSpec(told));
  const target = libvirtTarget(to, moving.name);
  checkSupported(spec, target);
  return moving.session.during(async (root) => {
    await using move = await openMove(moving, target, spec);
    const cancel = anySignal(root, signal);
    try {
      return await migrate(move, moving, { cancel, tell: onProgress });
    } catch (error) {
      throw await failure(move, error, cancel);
    }
  });
}

const inWholeMebibytes = (spec: MigrationSpec): MigrationSpec => ({
  ...spec,
  bandwidth: wholeMebibytes(spec.bandwidth),
  postcopyBandwidth: wholeMebibytes(spec.postcopyBandwidth),
});

async function migrate(move: Move, moving: Moving, watching: Watching): Promise<MigrationResult> {
  await driveLimited(move, watching);
  moving.arrived({ ...move.destination, connection: moving.connect(move.destination.uri.text) });
  const notes = await carryEffects(move);
  const guest = await stateOf(move, moving.domainOf(move.destination), watching.cancel);
  const log = { source: await qemuLog(move.source), destination: await qemuLog(move.destination) };
  const result = migrationResult(await figuresOf(move, { guest, survivor: 'destination', notes, log }));
  if (guest === 'corrupt') throw new RunError('CORRUPTED', 'the guest says that its memory is corrupted', { result });
  return result;
}

async function driveLimited(move: Move, watching: Watching): Promise<void> {
  watching.cancel.throwIfAborted();
  const restore = await limitDowntime(move.source, move.spec.downtimeLimit);
  try {
    await drive(move, watching).catch((error) => recover(move, watching, error));
  } catch (error) {
    await restore();
    throw error;
  }
}

function stateOf({ spec, destination }: Move, domain: Domain, signal: AbortSignal): Promise<GuestState> {
  const otherwise = () => clockAdvances(guestAgent(destination), signal);
  return verifyGuest(spec, domain, { signal, otherwise });
}
