import { openShaper } from '../../driver/local/network/shaper.ts';
import { checkRoot } from '../../driver/local/network/shared-root.ts';
import type { ReadOptions } from '../../trace/format/read.ts';
import type { Runnable } from '../execute.ts';
import type { GeneratorParts } from '../prepared.ts';
import { plansOf } from './plan.ts';
import { prepareTarget } from './prepare.ts';
import type { RxSpec } from './spec.ts';

/** One thing to run a target. Their interface is opened once, with the first. */
export async function rxRunnables(spec: RxSpec<ReadOptions>): Promise<Runnable[]> {
  const plans = await plansOf(spec);
  let shaper: ReturnType<typeof openShaper> | undefined;
  const opened = (parts: GeneratorParts, device: string) => (shaper ??= openShaper(parts, device));
  return plans.map((plan) => ({
    plan,
    check: (parts) => checkRoot(parts, plan.to.interface),
    prepare: async (parts) => prepareTarget(parts, plan, await opened(parts, plan.to.interface)),
  }));
}
