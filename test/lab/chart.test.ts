import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { chart } from '../../lib/lab/chart.ts';
import { createTrace } from '../../lib/trace/trace.ts';
import { assertWellFormed } from '../report/markup.ts';

const trace = createTrace('vm1', {
  interval: Float64Array.of(1, 1, 1),
  cpu: Float64Array.of(1, 2, 1),
  read: Float64Array.of(1e6, 2e6, 3e6),
});
const table = { title: 'Figures', sections: [{ kind: 'table' as const, columns: [{ name: 'a' }], rows: [[1]] }] };

test('a chart is text', () => assert.match(chart(trace, { columns: 60 }), /^vm1, 3 s\n[\s\S]*CPU \(cores\)\n/));

test('as SVG it is one drawing, with all its charts below each other', () => {
  const drawing = chart.svg(trace);
  assertWellFormed(drawing);
  const tops = [...drawing.matchAll(/translate\(0 (\d+)\)/g)].map(([, top]) => Number(top));
  const height = Number(/viewBox="0 0 720 ([\d.]+)"/.exec(drawing)![1]);
  assert.equal(tops.length, 2);
  assert.ok(tops[0]! > 0 && tops[1]! - tops[0]! > 150 && height - tops[1]! > 150, `${tops} of ${height}`);
});

test('what has nothing to draw says so, and where it can be read', () => {
  assert.throws(() => chart.svg(table), { name: 'InputError', message: /a series or a histogram.*chart\.html/ });
});

test('as a page it is that page', () =>
  assert.match(chart.html(trace), /^<!doctype html>[\s\S]*<title>vm1, 3 s<\/title>/));

test('it is kept as what its name ends with, in directories that are made', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'vmlab-chart-'));
  try {
    const expected = { 'a.html': chart.html(trace), 'b/a.svg': chart.svg(trace), 'a.txt': `${chart(trace)}\n` };
    for (const [name, text] of Object.entries(expected)) {
      const file = join(directory, name);
      assert.equal(await chart.save(trace, file), file);
      assert.equal(await readFile(file, 'utf8'), text);
    }
    await assert.rejects(chart.save(trace, join(directory, 'a.pdf')), InputError);
    await assert.rejects(chart.save(table, join(directory, 'table.svg')), InputError);
    await assert.rejects(chart.save(trace, join(directory, 'a.txt', 'b.txt')), { name: 'HostError' });
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('what has no report is an InputError, whatever it is to become', async () => {
  for (const draw of [chart, chart.svg, chart.html]) assert.throws(() => draw({} as never), InputError);
  await assert.rejects(chart.save({} as never, 'x.svg'), InputError);
});
