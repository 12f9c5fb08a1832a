import { agentPath, native } from '../native.ts';
import type { Runnable } from './execute.ts';
import { openPlace } from './open-place.ts';
import { planOf } from './read.ts';
import { prepare } from './run.ts';
import type { ReplaySpec } from './spec.ts';

/**
 * A replay inside a VM, as something to run.
 *
 * @throws InputError for what is wrong with its files; its `check` throws UnsupportedError where the native parts were not built
 */
export async function runnableOf(spec: ReplaySpec): Promise<Runnable> {
  const plan = await planOf(spec);
  const { vm, disk, network } = spec;
  return {
    plan,
    check: async () => {
      native();
      agentPath();
    },
    prepare: async (parts) => prepare(parts, { plan, place: await openPlace(vm, parts.scope), disk, network }),
  };
}
