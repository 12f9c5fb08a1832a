import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { columnName, csv } from '../../lib/experiment/csv.ts';
import type { Trial } from '../../lib/experiment/trial.ts';
import { madeUp } from './support.ts';

test('a CSV has a row a trial, warm-ups too, with units in the names of the measures', () => {
  const facts = madeUp({
    factors: { mode: ['pre, "copy"', 'post'] },
    repeat: 2,
    warmUp: 1,
    units: { downtime: 's', rate: 'bytes/s' },
    trial: ({ trial }): Partial<Trial> =>
      trial === 4
        ? { status: 'failed', measures: {}, error: 'broken', others: Number.NaN }
        : { measures: { downtime: trial / 10, rate: 5 } },
  });
  const rows = parse(csv(facts), { columns: true }) as Record<string, string>[];
  assert.deepEqual(Object.keys(rows[0]!), [
    ...['trial', 'block', 'mode', 'downtime_s', 'rate_bytes_per_s', 'took_s', 'others_cpu_fraction'],
    ...['load_before', 'load_after', 'started_at', 'run', 'seed', 'status'],
  ]);
  assert.deepEqual(
    rows.map(({ trial, block, status }) => [trial, block, status]),
    [
      ['1', '1', 'warm-up'],
      ['2', '1', 'warm-up'],
      ['3', '1', 'done'],
      ['4', '1', 'failed'],
      ['5', '2', 'done'],
      ['6', '2', 'done'],
    ],
  );
  assert.deepEqual(rows[3], { ...rows[3], downtime_s: '', rate_bytes_per_s: '', others_cpu_fraction: '' });
  assert.deepEqual([...new Set(rows.map(({ mode }) => mode))].sort(), ['post', 'pre, "copy"']);
});

test('a unit is named once', () => {
  assert.equal(columnName('downtime', 's'), 'downtime_s');
  assert.equal(columnName('bytes', 'bytes'), 'bytes');
  assert.equal(columnName('sent_bytes', 'bytes'), 'sent_bytes');
  assert.equal(columnName('pages', 'pages/s'), 'pages_pages_per_s');
  assert.equal(columnName('ratio'), 'ratio');
});
