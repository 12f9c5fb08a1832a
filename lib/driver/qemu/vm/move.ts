/**
 * Moves a machine's guest into another machine of this host.
 */
import { InputError } from '../../../core/errors.ts';
import type { MigrationTarget } from '../../driver.ts';
import type { MigrationRunOptions } from '../../migration/options.ts';
import type { MigrationResult } from '../../migration/result.ts';
import type { MachineState } from './state.ts';

export interface MovableMachine {
  readonly state: MachineState;
}

/** The other one is started for it, and ended again where it fails. @throws InputError where the target is no other machine; as Domain.migrate */
export async function moveInto(
  source: MachineState,
  { domain }: MigrationTarget,
  options: MigrationRunOptions = {},
): Promise<MigrationResult> {
  const process = source.running();
  const target = domain && 'state' in domain ? (domain as typeof domain & MovableMachine).state : undefined;
  if (target === undefined || target === source)
    throw new InputError({ expected: "another VM of 'qemu:' to migrate to", received: domain?.name });
  const destination = await target.receive(process.spec, options.signal);
  try {
    return await process.migrate({ domain: destination }, options);
  } catch (error) {
    if (process === source.process) await destination.destroy();
    throw error;
  } finally {
    if (process !== source.process) source.successor = target;
  }
}
