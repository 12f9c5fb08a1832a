/**
 * Moves a guest from one QEMU to another while it runs.
 */
import { anySignal } from '../../../core/any-signal.ts';
import { InputError } from '../../../core/errors.ts';
import { eventsOf } from '../../../core/events-of.ts';
import type { MigrationRunOptions } from '../../migration/options.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import type { MigrationResult } from '../../migration/result.ts';
import { migrationSpec } from '../../migration/spec.ts';
import type { QemuParts } from '../files.ts';
import { failure } from './failure.ts';
import { migrate } from './migrate.ts';
import { openMove } from './move.ts';
import type { Sides } from './sides.ts';

/**
 * Moves the guest. Afterwards one of both machines runs it, and the other one has ended.
 *
 * @param sides the destination is a machine of the same kind, started with `incoming` and `paused`
 * @throws InputError for options that cannot be right
 * @throws RunError where it fails, with what was measured and the log of both sides as `result`: 'TIMEOUT', 'CORRUPTED' (its memory is not what it was),
 *   'MIGRATION' for all else. `result.survivor` says where the guest is
 * @throws the signal's reason where it was cancelled
 * @example
 * const destination = await startQemu(parts, { ...source.spec, incoming: true, paused: true });
 * const result = await runMigration(parts, { source, destination }, { bandwidth: '50MiB/s', verify: 'memory' });
 * console.log(result.guest, result.downtime, result.outage); // verified 0.021 0.32
 */
export async function runMigration(
  parts: QemuParts,
  sides: Sides,
  options: MigrationRunOptions = {},
): Promise<MigrationResult> {
  const { signal, onProgress = () => undefined, ...told } = options;
  const spec = migrationSpec(told);
  checkSides(sides);
  return parts.session.during(async (root) => {
    const move = await openMove(sides, spec);
    const cancel = anySignal(root, signal);
    try {
      return await migrate(parts, move, { cancel, tell: onProgress });
    } catch (error) {
      throw await failure(move, error, cancel);
    } finally {
      move.stopListening();
    }
  });
}

/** Moves the guest, and yields how far it is. Leaving the loop cancels it, as the signal does. @throws as runMigration */
export const watchMigration = (
  parts: QemuParts,
  sides: Sides,
  options: MigrationRunOptions = {},
): AsyncGenerator<MigrationProgress> =>
  eventsOf<MigrationProgress>(
    (signal, tell) => runMigration(parts, sides, { ...options, signal, onProgress: tell }),
    options.signal,
  );

function checkSides({ source, destination }: Sides): void {
  const { incoming, paused, memory } = destination.spec;
  if (!incoming || !paused)
    throw new InputError({ expected: 'a destination with incoming and paused', received: destination.name });
  if (memory !== source.spec.memory)
    throw new InputError({ expected: `a destination of ${source.spec.memory} bytes of memory`, received: memory });
}
