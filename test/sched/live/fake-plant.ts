/** VMs made of numbers: each uses what it wants of the host, as far as its quota, its weight and the others let it. */

import type { Pace } from '../../../lib/sched/live/pace.ts';
import type { Plant, PlantSample, Refusal, VmLimits } from '../../../lib/sched/live/plant.ts';

export interface FakeVm {
  /** Cores that it wants now; a test may change it between periods. */
  demand: number;
  readonly limits: VmLimits;
}

export interface FakePlant extends Plant {
  readonly vms: Map<string, FakeVm>;
  /** What was applied, a call each. */
  readonly applied: ReadonlyMap<string, VmLimits>[];
  readonly restored: boolean;
  /** Called before each sample, with its number from 0: where a test changes the world. May throw: then the sample is missed. */
  onSample: (number: number) => void;
  /** Whose limits cannot be set, and why. */
  refuses: Record<string, string>;
  /** Whose counters cannot be read, and why. */
  unreadable: Record<string, string>;
}

export interface FakeHost {
  readonly cores: number;
  /** Length of a period, in s. */
  readonly interval: number;
  /** Records how long tasks waited (cpu.pressure), as newer kernels do; false unless told. */
  readonly pressure?: boolean;
}

interface Counted extends FakeVm {
  limits: VmLimits;
  cpu: number;
  throttled: number;
  waited: number;
}

export function fakePlant(host: FakeHost, demands: Readonly<Record<string, number>>): FakePlant {
  const vms = new Map(Object.entries(demands).map(([name, demand]) => [name, counted(demand)]));
  let [samples, at, busy, idle, restored] = [0, 0, 0, 0, false];
  const plant: FakePlant = {
    vms: new Proxy(vms as Map<string, FakeVm>, { get: (map, key) => (key === 'set' ? add : bound(map, key)) }),
    applied: [],
    get restored() {
      return restored;
    },
    onSample: () => {},
    refuses: {},
    unreadable: {},
    sample: async () => {
      if (samples > 0) {
        const used = run(host, vms);
        at += host.interval;
        busy += used * host.interval;
        idle += (host.cores - used) * host.interval;
      }
      plant.onSample(samples++);
      return sampleOf(plant, vms, { at, busy, idle });
    },
    apply: async (limits) => {
      plant.applied.push(limits);
      return applied(plant, vms, limits);
    },
    restore: async () => {
      restored = true;
      return [];
    },
  };
  const add = (name: string, { demand }: FakeVm) => void vms.set(name, counted(demand));
  return plant;
}

const bound = (map: object, key: string | symbol) => {
  const value = Reflect.get(map, key, map);
  return typeof value === 'function' ? value.bind(map) : value;
};

const counted = (demand: number): Counted => ({ demand, limits: {}, cpu: 0, throttled: 0, waited: 0 });

/** @returns cores that were used */
function run({ cores, interval, pressure }: FakeHost, vms: ReadonlyMap<string, Counted>): number {
  const all = [...vms.values()];
  const wants = all.map(({ demand, limits }) => Math.min(demand, limits.quota ?? Infinity, cores));
  const gets = shared(
    cores,
    wants,
    all.map(({ limits }) => limits.weight ?? 100),
  );
  all.forEach((vm, index) => {
    vm.cpu += gets[index] * interval;
    if (vm.demand > (vm.limits.quota ?? Infinity) + 1e-9) vm.throttled += 0.5 * interval;
    vm.waited += pressure ? (1 - gets[index] / Math.max(wants[index], 1e-9)) * interval : Number.NaN;
  });
  return gets.reduce((sum, each) => sum + each, 0);
}

/** By weight; what somebody does not want goes to the others. */
function shared(cores: number, wants: readonly number[], weights: readonly number[]): number[] {
  const gets = wants.map(() => 0);
  for (let round = 0; round < wants.length; round++) {
    const open = wants.flatMap((want, index) => (want - gets[index] > 1e-12 ? [index] : []));
    const left = cores - gets.reduce((sum, each) => sum + each, 0);
    const total = open.reduce((sum, index) => sum + weights[index], 0);
    for (const index of open) gets[index] = Math.min(wants[index], gets[index] + (left * weights[index]) / total);
  }
  return gets;
}

function sampleOf(
  { unreadable }: FakePlant,
  vms: ReadonlyMap<string, Counted>,
  { at, ...host }: { at: number; busy: number; idle: number },
): PlantSample {
  return {
    host,
    vms: [...vms].map(([name, { cpu, throttled, waited }]) => {
      if (unreadable[name]) return { name, problems: [unreadable[name]] };
      const other = { memory: Number.NaN, read: Number.NaN, write: Number.NaN };
      return { name, problems: [], reading: { at, cpu, throttled, waited, ...other } };
    }),
  };
}

function applied(
  { refuses }: FakePlant,
  vms: ReadonlyMap<string, Counted>,
  limits: ReadonlyMap<string, VmLimits>,
): Refusal[] {
  for (const [name, each] of limits) {
    const vm = vms.get(name);
    if (vm && !refuses[name]) vm.limits = each;
  }
  return Object.entries(refuses).map(([vm, reason]) => ({ vm, reason }));
}

/** Does not wait. @param skipped periods whose time has come already when one before them is done */
export const noPace = (skipped: readonly number[] = []): Pace => ({
  reach: async (period, signal) => (signal.aborted ? undefined : period),
  next: (period) => {
    let next = period + 1;
    while (skipped.includes(next)) next++;
    return next;
  },
});
