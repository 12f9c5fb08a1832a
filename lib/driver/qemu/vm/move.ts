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
  { domain, uri }: MigrationTarget,
  options: MigrationRunOptions = {},
): Promise<MigrationResult> {
  const process = source.running();
  const target = domain && 'state' in domain ? (domain as typeof domain & MovableMachine).state : undefined;
  if (target === undefined || target === source)
    throw new InputError({ expected: "another VM of 'qemu:' to migrate to", received: domain?.name ?? uri });
  const destination = await target.receive(process.spec, options.signal);
  const leave = () => source.leaveFor(target);
  try {
    const result = await process.migrate({ domain: destination }, { ...options, ...handingOver(options, leave) });
    leave();
    return result;
  } catch (error) {
    if (process === source.process) await destination.destroy();
    else leave();
    throw error;
  }
}

/** Who checks the guest does so where it has come to. */
const handingOver = ({ checker }: MigrationRunOptions, leave: () => void): Pick<MigrationRunOptions, 'checker'> =>
  checker === undefined
    ? {}
    : {
        checker: (guest, signal) => {
          leave();
          return checker(guest, signal);
        },
      };
