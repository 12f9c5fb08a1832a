import { availableParallelism } from 'node:os';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import type { LiveResult } from '../../lib/sched/live/live-result.ts';
import type { LiveOptions } from '../../lib/sched/live/options.ts';
import { runLive } from '../../lib/sched/live/run.ts';
import { rescoin } from '../../lib/sched/policy/rescoin.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import { print } from './support/figure.ts';
import { quietly } from './support/quietly.ts';

/** Of each phase, in s; for a try, BENCH_LIVE_SECONDS=6. */
const SECONDS = Number(process.env.BENCH_LIVE_SECONDS ?? 60);
const INTERVAL = SECONDS / 30;
/** Two cores in all, whatever the machine has. */
const TEMPLATES = { large: { cpu: 1.5 }, small: { cpu: 0.5 } };
const OPTIONS: LiveOptions = {
  predictor: ewma(0.7),
  policy: rescoin({ window: 10 }),
  capacity: { cpu: 2 },
  templates: TEMPLATES,
  interval: INTERVAL,
};
/** Periods after a change in which estimates settle. */
const SETTLED = 5;

/** Two VMs that both want two cores: whether they use what they are granted, and what credit buys. */
export async function benchLive(): Promise<void> {
  if (process.getuid?.() !== 0) return console.log('  not measured: only root may limit VMs');
  if (availableParallelism() !== 2)
    return console.log('  not measured: this is about two cores, and the machine has others');
  await benchGrants();
  await benchCredit();
}

async function benchGrants(): Promise<void> {
  const result = await quiet('two VMs that want two cores', SECONDS, async (lab) => {
    for (const name of Object.keys(TEMPLATES)) burn(await open(lab, name));
    return runLive(lab, { ...OPTIONS, for: SECONDS });
  });
  for (const [vm, name] of result.names.entries())
    print([
      { name: `${name}, use against its grant`, value: 100 * errorFrom(result, vm, SETTLED), unit: '%', most: 5 },
      { name: `${name}, granted in the end`, value: result.history.cpu!.grant[vm].at(-1) ?? Number.NaN, unit: 'cores' },
    ]);
}

/**
 * One idles for as long, and then wants two cores as well. Both are promised a quarter of the host: what templates leave is bought by credit; where
 * they add up to the host, as above, ResCoin has nothing to sell.
 */
async function benchCredit(): Promise<void> {
  const result = await quiet('one that idled', 2 * SECONDS, async (lab) => {
    burn(await open(lab, 'busy'));
    const calm = await open(lab, 'calm');
    setTimeout(() => burn(calm), 1000 * (SECONDS - INTERVAL / 2));
    return runLive(lab, { ...OPTIONS, templates: { busy: { cpu: 0.5 }, calm: { cpu: 0.5 } }, for: 2 * SECONDS });
  });
  const woke = SECONDS / INTERVAL;
  const [busy, calm] = result.history.cpu!.used.map((column) => mean(column.slice(woke + 1, woke + 6)));
  print([
    {
      name: 'the one that idled, of what both used in the next periods',
      value: (100 * calm) / (calm + busy),
      unit: '%',
      least: 50,
    },
    {
      name: 'its credit when it woke',
      value: result.history.cpu!.credit[result.names.indexOf('calm')][woke],
      unit: 'cores',
    },
  ]);
  console.log(result.chart({ columns: 100 }));
}

/** Mean use against mean grant, from a period on. */
function errorFrom({ history }: LiveResult, vm: number, from: number): number {
  const [used, grant] = [history.cpu!.used[vm], history.cpu!.grant[vm]].map((column) => mean(column.slice(from)));
  return Math.abs(used / grant - 1);
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const open = (lab: Lab, name: string): Promise<Vm> => lab.vm(name, { network: false }).open();

/** Wants two cores until its VM is closed. */
function burn(vm: Vm): void {
  for (let core = 0; core < 2; core++) vm.exec(['sh', '-c', 'while :; do :; done']).catch(() => {});
}

async function quiet(name: string, seconds: number, measure: (lab: Lab) => Promise<LiveResult>): Promise<LiveResult> {
  const { value } = await quietly(name, 2 * seconds, async () => {
    await using lab = createLab(localParts);
    const result = await measure(lab);
    return { value: result, own: 2 * seconds * result.utilisation.cpu };
  });
  return value;
}
