import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { columnsOf } from '../../../lib/sched/columns.ts';
import { liveResult } from '../../../lib/sched/live/live-result.ts';
import type { Policy } from '../../../lib/sched/policy/policy.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakePlant } from './fake-plant.ts';
import { runFake } from './run-fake.ts';

const uneven: Policy = Object.assign(
  ({ names }: { names: readonly string[] }) => ({ ...columnsOf(names.length), cpu: Float64Array.of(1.5, 0.5) }),
  { title: 'uneven' },
);
const HOST = { cores: 2, interval: 1 };

async function resultOf(demands: Record<string, number>) {
  const { reports: _, ...figures } = await runFake(fakePlant(HOST, demands), {
    policy: uneven,
    for: 4,
    templates: { vm1: { cpu: 1.5 }, vm2: { cpu: 0.5 } },
  });
  return liveResult(figures);
}

describe('the result of a live run', () => {
  test('says what VMs used of what they were granted', async () => {
    const { vms, utilisation, fairness, seconds } = await resultOf({ vm1: 2, vm2: 2 });
    assert.deepEqual(
      [[...vms.used.cpu], [...vms.grant.cpu], [...vms.template.cpu]],
      [
        [1.5, 0.5],
        [1.5, 0.5],
        [1.5, 0.5],
      ],
    );
    assert.deepEqual([utilisation.cpu, fairness.jain, fairness.share.cpu, seconds], [1, 1, 1, 4]);
    assert.ok(Number.isNaN(utilisation.memory) && Number.isNaN(fairness.grant.read));
  });

  test('has an index of fairness below 1 where one of them did not get its grant', async () => {
    const { fairness } = await resultOf({ vm1: 0.75, vm2: 0.5 });
    assert.equal(fairness.jain, 1.5 ** 2 / (2 * 1.25));
  });

  test('prints as a table, and is drawn', async () => {
    const result = await resultOf({ vm1: 2, vm2: 2 });
    assert.match(String(result), /^uneven, last: 2 VMs for 4 s\n[\s\S]*vm1 +1\.5 +1\.5 +1\.5 +100/);
    assert.match(result.chart(), /CPU: granted by VM[\s\S]*CPU: used by VM/);
    assert.deepEqual(
      result.report().sections.flatMap((section) => (section.kind === 'series' ? section.title : [])),
      ['CPU: granted by VM', 'CPU: used by VM', 'CPU: credit by VM'],
    );
  });

  test('is kept in a directory, with null for what was not recorded', async () => {
    await using directory = await temporaryDirectory();
    const result = await resultOf({ vm1: 2, vm2: 2 });
    assert.equal(await result.save(directory.path), directory.path);
    assert.deepEqual((await readdir(directory.path)).sort(), ['report.html', 'result.json']);
    const { history } = JSON.parse(await readFile(`${directory.path}/result.json`, 'utf8'));
    assert.deepEqual(history.cpu.used, [
      [1.5, 1.5, 1.5, 1.5],
      [0.5, 0.5, 0.5, 0.5],
    ]);
    assert.deepEqual(history.limits.quota[0], [null, null, null, null]);
  });

  test('of a run that was ended before its first period is empty, and prints all the same', async () => {
    const ended = AbortSignal.abort();
    const { reports: _, ...figures } = await runFake(fakePlant(HOST, { vm1: 1 }), { policy: uneven, signal: ended });
    const result = liveResult(figures);
    assert.equal(result.periods, 0);
    assert.match(String(result), /0 VMs for 0 s/);
    assert.equal(typeof result.chart(), 'string');
  });
});
