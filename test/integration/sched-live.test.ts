/** Live scheduling of real slices that compete for the cores of this machine. */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, describe, test } from 'node:test';
import type { VmlabError } from '../../lib/core/errors.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { machineTime } from '../../lib/host/machine-time.ts';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { agentPath } from '../../lib/native.ts';
import { columnsOf } from '../../lib/sched/columns.ts';
import type { LiveOptions } from '../../lib/sched/live/options.ts';
import type { PeriodReport, VmPeriod } from '../../lib/sched/live/period-report.ts';
import { busyShare } from '../../lib/sched/live/rates.ts';
import { runLive } from '../../lib/sched/live/run.ts';
import { watchLive } from '../../lib/sched/live/watch.ts';
import { maxMin } from '../../lib/sched/policy/max-min.ts';
import type { Policy } from '../../lib/sched/policy/policy.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const CORES = availableParallelism();
const skip = whyNot();
const state = await temporaryDirectory();
process.env.VMLAB_STATE = `${state.path}/state`;
after(() => state[Symbol.asyncDispose]());

function whyNot(): string | false {
  if (process.getuid?.() !== 0) return 'needs root: real cgroups are made and limited';
  try {
    agentPath();
    return false;
  } catch {
    return 'vmlab-agent is not built here';
  }
}

/** Three quarters of the host to the first VM, a quarter to the second. */
const uneven: Policy = ({ names, capacity }) => {
  const share = Float64Array.of(0.75, 0.25).subarray(0, names.length);
  return { ...columnsOf(names.length), cpu: share.map((part) => part * capacity.cpu) };
};
const OPTIONS: LiveOptions = { predictor: ewma(0.7), policy: uneven, interval: 0.5 };

/** A VM that wants all the cores there are, until it is closed. */
async function busy(lab: Lab, name: string): Promise<Vm> {
  const vm = await lab.vm(`${name}-${process.pid}`, { network: false }).open();
  for (let core = 0; core < CORES; core++) vm.exec(['sh', '-c', 'while :; do :; done']).catch(() => {});
  return vm;
}

const weightsOf = (vms: readonly Vm[]) => Promise.all(vms.map((vm) => vm.cgroup.cpu.weight()));

describe('two VMs that both want all cores', { skip, timeout: 30_000 }, () => {
  test('are told weights by what the policy grants, use their cores by that, and get their own weights back', async (t) => {
    await using lab = createLab(localParts);
    const vms = [await busy(lab, 'one'), await busy(lab, 'two')];
    await vms[0].cgroup.cpu.weight(300);
    const during: number[][] = [];
    const onPeriod = async () => during.push(await weightsOf(vms));
    const result = await runLive(lab, { ...OPTIONS, for: 3, onPeriod });
    assert.deepEqual(during.at(-2), [7500, 2500]);
    assert.deepEqual(await weightsOf(vms), [300, 100]);
    assert.deepEqual(
      result.faults.filter(({ kind }) => kind !== 'missed'),
      [],
    );
    assert.ok(
      result.history.cpu?.demandAtLeast.every((column) => (column.at(-1) ?? 0) > 0),
      'both were held back',
    );
    const [one, two] = result.vms.used.cpu;
    if (one + two < CORES / 2) return t.skip(`others left them ${one + two} cores: too little to see how it is shared`);
    assert.ok(one / two > 2 && one / two < 4.5, `${one} and ${two} cores`);
  });

  test('are told nothing in a dry run', async () => {
    await using lab = createLab(localParts);
    const vms = [await busy(lab, 'one'), await busy(lab, 'two')];
    const before = lab.session.effects.length;
    const blocks: string[] = [];
    for await (const period of watchLive(vms, { ...OPTIONS, dryRun: true, for: 1 })) {
      assert.deepEqual(await weightsOf(vms), [100, 100]);
      blocks.push(String(period));
    }
    assert.equal(lab.session.effects.length, before);
    assert.match(blocks[1], /limits that would be set[\s\S]*7500/);
  });

  test('get their limits back where the loop is left, and where one has ended meanwhile', async () => {
    await using lab = createLab(localParts);
    const [one, two] = [await busy(lab, 'one'), await busy(lab, 'two')];
    const reports: PeriodReport[] = [];
    for await (const period of watchLive(lab, { ...OPTIONS, policy: maxMin(), enforce: 'quota' })) {
      reports.push(period);
      if (reports.length === 1) await two.close();
      if (reports.length === 3) break;
    }
    assert.deepEqual(
      reports[2].vms.map(({ name }) => name),
      [one.name],
    );
    assert.equal(await one.cgroup.cpu.quota(), 'max');
    await assert.rejects(two.cgroup.cpu.weight(), (error: VmlabError) => error.code === 'NOT_OPEN');
  });
});

test('a VM that idled under a ceiling grows back to its need', { skip, timeout: 60_000 }, async (t) => {
  await using lab = createLab(localParts);
  const vm = await lab.vm(`idle-${process.pid}`, { network: false }).open();
  const need = CORES / 2;
  const templates = { [vm.name]: { cpu: need / 2 } };
  const periods: VmPeriod[] = [];
  const before = await machineTime(localHost());
  let woke = Number.POSITIVE_INFINITY;
  const grown = () => (periods.at(-1)?.limits.quota ?? 0) > 0.9 * need && (periods.at(-1)?.used.cpu ?? 0) > 0.9 * need;
  for await (const { period, vms } of watchLive([vm], {
    ...OPTIONS,
    policy: maxMin(),
    enforce: 'quota',
    templates,
    for: 12,
  })) {
    periods.push(vms[0]);
    if (period > woke && grown()) break;
    if (period >= woke || vms[0].grant.cpu > 0.05) continue;
    woke = period + 1;
    for (let core = 0; core < need; core++) vm.exec(['sh', '-c', 'while :; do :; done']).catch(() => {});
  }
  assert.ok(woke < 6, 'it was granted next to nothing while it idled');
  t.diagnostic(`back at its need ${periods.length - woke} periods after it woke`);
  const own = periods.reduce((sum, each) => sum + each.used.cpu, 0) / periods.length / CORES;
  const others = busyShare(before, await machineTime(localHost())) - own;
  if (!grown() && others > 0.2) return t.skip(`others used ${others} of the CPU time: none to grow into`);
  assert.ok(grown(), `${periods.at(-1)?.used.cpu} of ${need}, ceiling ${periods.at(-1)?.limits.quota}`);
});
