/**
 * How fast policies are simulated: against the same arithmetic in plain C++ (sched-floor.cc), in turns, by CPU time; in how much memory; and how
 * long many hosts take on two workers.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SCHEDULED } from '../../lib/sched/columns.ts';
import type { Load } from '../../lib/sched/load/load.ts';
import { sine } from '../../lib/sched/load/sine.ts';
import { place } from '../../lib/sched/place/place.ts';
import { rescoin } from '../../lib/sched/policy/rescoin.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import { simulate } from '../../lib/sched/simulate/simulate.ts';
import { type Figure, print } from './support/figure.ts';

const VMS = 1000;
const STEPS = 10_000;
const ROUNDS = 5;
const MB = 1e6;

const PEAK = { cpu: 2, memory: '4GiB', read: '50MiB', write: '20MiB' } as const;
const PEAK_AMOUNTS = { cpu: 2, memory: 2 ** 32, read: 50 * 2 ** 20, write: 20 * 2 ** 20 };
/** Of the sum of all peaks: the host is short of CPU and writes, and not of memory and reads. */
const PART = { cpu: 0.5, memory: 0.7, read: 0.6, write: 0.5 };

/** What one simulation came to. */
interface Simulated {
  /** CPU time, in s. */
  readonly seconds: number;
  /** Use × time of each resource. */
  readonly used: readonly number[];
}

/** The bars: at most 1.5 × the C++, no more memory for ten times the steps, and 100,000 VMs within 60 s. */
export async function benchSched(): Promise<void> {
  print(await againstFloor());
  print(await memory());
  print(await manyHosts());
}

async function againstFloor(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vmlab-bench-'));
  try {
    const program = join(folder, 'sched-floor');
    await run('g++', ['-O2', '-std=c++20', join(import.meta.dirname, 'sched-floor.cc'), '-o', program]);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const floor: Simulated = JSON.parse(await run(program, [String(VMS), String(STEPS)]));
      const ours: Simulated = JSON.parse(await inChild('simulate', STEPS));
      checkSame(floor.used, ours.used);
      console.log(`  C++ ${floor.seconds.toFixed(2)} s, ours ${ours.seconds.toFixed(2)} s of CPU time`);
      ratios.push(ours.seconds / floor.seconds);
    }
    return [{ name: 'simulation, times the C++', value: median(ratios), unit: '×', most: 1.5 }];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Or it would be no comparison. The order of some sums differs. */
function checkSame(floor: readonly number[], ours: readonly number[]): void {
  const wrong = floor.findIndex((used, resource) => Math.abs(used / ours[resource] - 1) > 1e-9);
  if (wrong >= 0)
    throw new Error(`the floor used ${floor[wrong]} of ${SCHEDULED[wrong]}, the simulation ${ours[wrong]}`);
}

/** Peak memory of a process that simulates ten times as many steps, beside one that does not. */
async function memory(): Promise<Figure[]> {
  const [short, long] = [await inChild('peak', 1000), await inChild('peak', STEPS)].map(Number);
  return [
    { name: `peak memory of ${STEPS} steps`, value: long, unit: 'MB' },
    { name: 'more than of 1000 steps', value: long - short, unit: 'MB', most: 20 },
  ];
}

async function manyHosts(): Promise<Figure[]> {
  const placed = place('first-fit', {
    input: sine({ vms: 100_000, steps: 288, interval: '5min', period: '24h', peak: PEAK }),
    hosts: { count: 2000, cpu: 100, memory: '200GiB', read: '2500MiB', write: '1000MiB' },
    predictor: 'ewma',
    policy: 'rescoin',
  });
  const start = performance.now();
  const { plan } = await placed.run({ workers: 2 });
  const seconds = (performance.now() - start) / 1000;
  const alone = plan.unplaced.length;
  return [
    { name: 'VMs that found no room', value: alone, unit: 'VMs', most: 0 },
    { name: '100,000 VMs on 2,000 hosts, 288 steps', value: seconds, unit: 's', most: 60 },
  ];
}

/** What a child process does, so that each begins as cold as the C++ does. */
const WAYS: Readonly<Record<string, (steps: number) => string>> = {
  simulate: (steps) => {
    const before = process.cpuUsage();
    const used = simulated(steps);
    const { user, system } = process.cpuUsage(before);
    return JSON.stringify({ seconds: (user + system) / 1e6, used });
  },
  peak: (steps) => {
    simulated(steps);
    return String((process.resourceUsage().maxRSS * 1024) / MB);
  },
};

function simulated(steps: number): number[] {
  const load: Load = sine({ vms: VMS, steps, period: 600, peak: PEAK, idle: { cpu: 0.1, memory: '1GiB' }, seed: 1 });
  const capacity = Object.fromEntries(SCHEDULED.map((each) => [each, PART[each] * PEAK_AMOUNTS[each] * VMS]));
  const { vms } = simulate(load, { predictor: ewma(), policy: rescoin({ window: 10 }), capacity, keep: 'summary' });
  return SCHEDULED.map((resource) => vms.used[resource].reduce((sum, used) => sum + used, 0));
}

const inChild = (way: string, steps: number): Promise<string> =>
  run(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), way, String(steps)]);

const run = async (program: string, argv: readonly string[]): Promise<string> =>
  (await promisify(execFile)(program, argv)).stdout;

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [way = '', steps] = process.argv.slice(2);
  if (WAYS[way]) console.log(WAYS[way](Number(steps)));
  else await benchSched();
}
