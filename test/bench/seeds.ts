import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonic } from '../../lib/core/clock.ts';
import { lab } from '../../lib/lab/lab.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { startAgent } from '../../lib/load/agent.ts';
import { toSchedule } from '../../lib/load/timed-writes.ts';
import { native } from '../../lib/native.ts';
import { replay } from '../../lib/replay/replay.ts';
import { summary } from '../../lib/stats/summary.ts';
import { wape } from '../../lib/stats/wape.ts';
import type { Trace } from '../../lib/trace/trace.ts';

/** What one way of replaying came to. */
interface Way {
  /** Lateness of the steps, in ms. */
  readonly p99: number;
  /** How much later than the recording the run ended, in ms. */
  readonly drift: number;
  /** Of the CPU time, in %. */
  readonly totalError: number;
  readonly wape: number;
  /** CPU time of the controller with all that it starts at each step, in ms. */
  readonly controller: number;
}

const STEPS = 30;

/** The replay scripts' way (a shell a limit a second, `sleep` the rest; CPU by quota) beside ours, on one recording, in turns. */
export async function benchSeeds(): Promise<void> {
  const file = join(import.meta.dirname, '../../examples/data/record.csv');
  const builder = replay.fromCsv(file).row(1).only('cpu').scale({ cpu: 2 }).slice(0, STEPS);
  const { target } = await builder.plan();
  const ways: Record<'ours' | 'theirs', Way[]> = { ours: [], theirs: [] };
  for (let round = 0; round < 2; round++) {
    ways.theirs.push(await inTheScriptsWay(target));
    ways.ours.push(await inOurs(builder));
  }
  for (const [name, runs] of Object.entries(ways)) for (const run of runs) console.log(`  ${name}: ${describe(run)}`);
}

const describe = (way: Way): string =>
  `late p99 ${way.p99.toFixed(2)} ms, drift ${way.drift.toFixed(1)} ms, total error ${way.totalError.toFixed(2)} %, WAPE ${(100 * way.wape).toFixed(2)} %, controller ${way.controller.toFixed(0)} ms`;

async function inOurs(builder: ReturnType<typeof replay.fromCsv>): Promise<Way> {
  const before = own();
  const { lateness, fidelity } = await builder.subtractOverhead().run();
  const cpu = fidelity.cpu as NonNullable<typeof fidelity.cpu>;
  const p99 = lateness.p99 * 1e3;
  return {
    p99,
    drift: lateness.max * 1e3,
    totalError: 100 * (cpu.totalRatio - 1),
    wape: cpu.wape,
    controller: own() - before,
  };
}

/** A generator that would burn all, held by a quota that a shell rewrites each second; then `sleep` what is left of the second. */
async function inTheScriptsWay(target: Trace): Promise<Way> {
  await using vm = await lab.vm('scripts', { network: false }).open();
  await using agent = await startAgent({ joinFiles: vm.slice.joinFiles, cpu: { pace: 'own' } });
  const before = withShells();
  const stop = burnAll(agent.takeSteps(), target.interval.length + 10);
  const [quota, counter] = filesOf(vm);
  const [late, used]: [number[], number[]] = [[], []];
  const start = monotonic();
  let [due, last] = [0, Number(readFileSync(counter, 'utf8'))];
  for (const [step, cores] of target.cpu.entries()) {
    const begun = monotonic();
    execFileSync('/bin/sh', ['-c', `echo ${Math.max(1000, Math.round(cores * 100_000))} > ${quota}`]);
    late.push(Number(monotonic() - start) / 1e6 - due);
    await sleep(Math.max(0, 1000 * (target.interval[step] as number) - Number(monotonic() - begun) / 1e6));
    due += 1000 * (target.interval[step] as number);
    const now = Number(readFileSync(counter, 'utf8'));
    used.push((now - last) / 1e9 / (target.interval[step] as number));
    last = now;
  }
  const drift = Number(monotonic() - start) / 1e6 - due;
  stop();
  const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
  const totalError = 100 * (total(used) / total(target.cpu) - 1);
  return { p99: summary(late).p99, drift, totalError, wape: wape(target.cpu, used), controller: withShells() - before };
}

function burnAll(sink: number, seconds: number): () => void {
  const origin = monotonic();
  const line = `step 0 ${origin} ${origin + BigInt(seconds) * 1_000_000_000n} cpu=2\n`;
  const clock = native().startStepClock(
    toSchedule(origin, [
      {
        sink,
        writes: [
          { at: 0, text: line },
          { at: seconds * 1e9, text: '' },
        ],
      },
    ]),
  );
  return () => clock.stop();
}

/** cgroup v1's, as in the scripts. */
function filesOf({ slice }: Vm): [string, string] {
  const path = (name: string) => (slice.group?.paths ?? []).find((each) => each.includes(`/${name}/`)) ?? '';
  return [join(path('cpu'), 'cpu.cfs_quota_us'), join(path('cpuacct'), 'cpuacct.usage')];
}

/** Of this process, in ms. */
function own(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The same with the shells that it has started and waited for. */
function withShells(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(' ');
  return own() + 10 * (Number(fields[15]) + Number(fields[16])); // cutime and cstime of proc(5), in ticks of 10 ms
}
