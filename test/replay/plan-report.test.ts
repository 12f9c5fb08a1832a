import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { makePlan, type PlanInput } from '../../lib/replay/plan.ts';
import { planNotes, planReport } from '../../lib/replay/plan-report.ts';
import { replay } from '../../lib/replay/replay.ts';
import { chart } from '../../lib/report/chart.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const trace = createTrace('vm1', { interval: Float64Array.of(1, 1), cpu: Float64Array.of(1, 4) });
const planWith = (input: Partial<PlanInput>) => makePlan({ trace, capacity: { cpu: 2 }, pace: 'own', ...input });

test('a plan shows its length, what is asked of each resource, and what is out of reach', () => {
  const text = chart(planReport(planWith({})));
  assert.match(text, /Plan of vm1: 2 steps, 2 s/);
  assert.match(text, /cpu: 1 of 2 steps ask for up to 4 cores, 2 cores are there/);
  assert.match(text, /CPU +2\.5 cores +4 cores/);
});

test('a plan that was fitted or subtracted from says by how much', () => {
  assert.deepEqual(planNotes(planWith({ reach: 'clip' })), [
    "cpu: clipped to what is there: 3 core-s of the recording's 5 core-s (60 %)",
  ]);
  const overhead = createTrace('cost', { interval: Float64Array.of(1), cpu: Float64Array.of(3) });
  assert.deepEqual(planNotes(planWith({ overhead })), [
    'CPU overhead taken off; 2 core-s could not be, and for 1 s there was no recording of it',
  ]);
});

test('what plan() gives prints as the figures of that report, and becomes JSON as the plan that it is', async () => {
  const data = new URL('../../examples/data/record.csv', import.meta.url).pathname;
  const plan = await replay.fromCsv(data).only('cpu').plan();
  assert.ok(chart(plan).startsWith(inspect(plan)) && inspect(plan).includes('CPU '));
  assert.equal(String(plan), inspect(plan));
  assert.deepEqual(JSON.parse(JSON.stringify(plan)).resources, ['cpu']);
});
