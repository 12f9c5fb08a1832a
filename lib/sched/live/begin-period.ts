import { type Amounts, eachResource } from '../columns.ts';
import { decide } from './decide.ts';
import type { Fault } from './fault.ts';
import { limitsOf } from './limits.ts';
import type { Plant, PlantSample, Refusal, VmLimits } from './plant.ts';
import type { Roster } from './roster.ts';
import type { LiveSettings } from './settings.ts';
import { creditOf, estimateOf, type Watched } from './watched.ts';

/** What was settled for a VM at the beginning of a period. */
export interface Settled {
  readonly name: string;
  readonly template: Amounts;
  readonly estimate: Amounts;
  /** What the policy saw. */
  readonly credit: Amounts;
  readonly grant: Amounts;
  /** What stands; in a dry run nothing. */
  readonly limits: VmLimits;
  /** In a dry run: what would stand. */
  readonly would?: VmLimits;
}

export interface OpenPeriod {
  /** From 0. */
  readonly period: number;
  /** In s after the start of the run. */
  readonly start: number;
  readonly vms: readonly Settled[];
  readonly faults: readonly Fault[];
}

/** What a run is made of. */
export interface Parts {
  readonly plant: Plant;
  readonly roster: Roster;
  readonly settings: LiveSettings;
}

/** Allocates and sets limits. Without a sample, or a good answer of the policy, all stays as it is. */
export async function beginPeriod(
  parts: Parts,
  { period, start, faults }: Omit<OpenPeriod, 'vms'>,
  sample: PlantSample | undefined,
): Promise<OpenPeriod> {
  const more = sample ? await allocate(parts, period, sample) : [];
  return {
    period,
    start,
    faults: [...faults, ...more],
    vms: parts.roster.vms.map((vm) => settled(vm, parts.settings)),
  };
}

async function allocate({ plant, roster, settings }: Parts, period: number, sample: PlantSample): Promise<Fault[]> {
  roster.renew(sample);
  const { vms } = roster;
  const decision = decide(vms, settings, period);
  if ('fault' in decision) return [{ period, kind: 'policy', reason: decision.fault }];
  vms.forEach((vm, index) => {
    vm.grant = decision.grants[index];
  });
  const refusals = settings.dryRun ? [] : await setLimits(plant, vms, settings);
  return refusals.map(({ vm, reason }) => ({ period, kind: 'limit', vm, reason }));
}

async function setLimits(plant: Plant, vms: readonly Watched[], settings: LiveSettings): Promise<readonly Refusal[]> {
  const limits = new Map(vms.map(({ name, grant }) => [name, limitsOf(grant, settings)]));
  const refusals = await plant.apply(limits);
  const refused = new Set(refusals.map(({ vm }) => vm));
  for (const vm of vms) if (!refused.has(vm.name)) vm.limits = limits.get(vm.name) ?? {};
  return refusals;
}

function settled(vm: Watched, settings: LiveSettings): Settled {
  const { name, grant, limits } = vm;
  const would = settings.dryRun && !Number.isNaN(grant[settings.resources[0]]) && limitsOf(grant, settings);
  return {
    name,
    template: eachResource((resource) => vm.template[resource][0]),
    estimate: estimateOf(vm),
    credit: creditOf(vm),
    grant,
    limits,
    ...(would && { would }),
  };
}
