import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { amounts, timeWeightedMean, totalOf } from '../../lib/report/amounts.ts';
import { chart } from '../../lib/report/chart.ts';
import type { SeriesSection, TableSection } from '../../lib/report/report.ts';
import { toReport } from '../../lib/report/to-report.ts';
import { createTrace, type Recording } from '../../lib/trace/trace.ts';

const { NaN: missing } = Number;
const trace = createTrace('vm1', {
  interval: Float64Array.of(0, 1, 2, 1),
  cpu: Float64Array.of(0, 1, 0.25, missing),
  read: Float64Array.of(missing, 2048, 2048, 0),
});
const seriesOf = (sections: readonly unknown[]) =>
  (sections as SeriesSection[]).filter(({ kind }) => kind === 'series');

test('bytes of a step become a rate, and a step without length is not recorded', () => {
  assert.deepEqual(amounts(trace, 'read'), [missing, 2048, 1024, 0]);
  assert.deepEqual(amounts(trace, 'cpu'), [missing, 1, 0.25, missing]);
});

test('totals are over the recorded time, means too: a long step counts for more', () => {
  assert.equal(totalOf(trace, 'cpu'), 1 * 1 + 0.25 * 2);
  assert.equal(timeWeightedMean(trace, 'cpu'), 1.5 / 3);
  assert.equal(totalOf(trace, 'read'), 4096);
  assert.ok(Number.isNaN(totalOf(trace, 'tx')));
});

test('the report of a trace has a row and a chart for each resource that was recorded', () => {
  const { title, sections } = toReport(trace);
  assert.equal(title, 'vm1, 4 s');
  assert.deepEqual((sections[0] as TableSection).rows, [
    ['CPU', '0.5 cores', '1 cores', '1.5 core-s', 3 / 4, ' █▃ '],
    ['disk read', '1 KiB/s', '2 KiB/s', '4 KiB', 1, ' █▅▁'],
  ]);
  assert.deepEqual(
    seriesOf(sections).map(({ title, unit, x }) => [title, unit, x]),
    [
      ['CPU', 'cores', [0, 1, 3, 4]],
      ['disk read', 'bytes/s', [0, 1, 3, 4]],
    ],
  );
});

test('the report of a recording draws the VMs that used the most, and the others as a sum', () => {
  const interval = Float64Array.of(1, 1);
  const traces = Array.from({ length: 8 }, (_, vm) =>
    createTrace(`vm${vm}`, { interval, cpu: Float64Array.of(vm, missing) }),
  );
  const recording: Recording = { host: { hostname: 'node1', cpus: 4 }, traces };
  const { sections } = toReport(recording);
  assert.deepEqual(sections[0], { kind: 'text', text: 'host node1, 4 CPUs.' });
  const lines = seriesOf(sections)[0]!.lines;
  assert.deepEqual(
    lines.map(({ name }) => name),
    ['vm3', 'vm4', 'vm5', 'vm6', 'vm7', '3 others'],
  );
  assert.deepEqual(lines.at(-1)!.values, [0 + 1 + 2, missing]);
});

test('the report of a run, and a report, are what they are', () => {
  const report = { title: 'Replay', sections: [] };
  assert.equal(toReport(report), report);
  assert.equal(toReport({ report: () => report }), report);
});

test('what has no report is an InputError', () => {
  for (const nothing of [undefined, null, 7, 'x', {}, []]) assert.throws(() => toReport(nothing as never), InputError);
});

test('a chart of a trace is text', () => {
  const text = chart(trace, { columns: 60 });
  assert.match(text, /^vm1, 4 s\n/);
  assert.match(text, /\nCPU \(cores\)\n/);
  assert.match(text, /\ndisk read \(KiB\/s\)\n/);
});

test('a recording of nothing is a report, too', () => {
  assert.equal(chart({ host: {}, traces: [] }).split('\n')[0], 'no VMs');
});
