import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timeAxis, valueAxis } from '../../lib/report/axis.ts';

const labels = (unit: string, values: number[]) =>
  valueAxis({ title: 'x', unit }, [values]).ticks.map(({ label }) => label);

test('the axis of values runs from 0 to a round number', () => {
  assert.deepEqual(labels('cores', [0.3, 1.5]), ['0', '0.5', '1', '1.5']);
  assert.deepEqual(labels('cores', [15.5]), ['0', '5', '10', '15', '20']);
  assert.deepEqual(labels('bytes', [700 * 2 ** 20]), ['0', '200', '400', '600', '800']);
  assert.deepEqual(labels('cores', [Number.NaN]), ['0', '0.5', '1']);
  assert.deepEqual(labels('cores', [0, 0]), ['0', '0.5', '1']);
});

test('negative values take the axis below 0', () => {
  assert.deepEqual(labels('pages', [-3, 5]), ['-4', '-2', '0', '2', '4', '6']);
});

test('the axis of time has the unit of its length, and starts where the series does', () => {
  const axis = (start: number, end: number) =>
    timeAxis({ kind: 'series', title: '', unit: '', x: [end], start, lines: [] });
  const known: [number, number, string, string[]][] = [
    [0, 60, 'time (s)', ['0', '10', '20', '30', '40', '50', '60']],
    [1000, 1002, 'time (s)', ['1000', '1000.5', '1001', '1001.5', '1002']],
    [0, 3600, 'time (min)', ['0', '10', '20', '30', '40', '50', '60']],
    [0, 86400, 'time (h)', ['0', '5', '10', '15', '20']],
    [0, 0.012, 'time (ms)', ['0', '2', '4', '6', '8', '10', '12']],
  ];
  for (const [start, end, head, ticks] of known) {
    assert.equal(axis(start, end).head, head);
    assert.deepEqual(
      axis(start, end).ticks.map(({ label }) => label),
      ticks,
    );
  }
});

test('an axis of time on a narrow page has two marks at least, so that it says how long it is', () => {
  for (const end of [11, 41, 59, 1.9])
    assert.ok(timeAxis({ kind: 'series', title: '', unit: '', x: [end], lines: [] }, 2).ticks.length > 1, `${end}`);
});

test('an axis holds all its values, its ticks ascend evenly and are few', () => {
  const values = fc.array(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.constantFrom('bytes', 's', 'cores', 'fraction', 'pages'), (column, unit) => {
      const { low, high, ticks } = valueAxis({ title: '', unit }, [column]);
      const slack = 1e-6 * (high - low);
      assert.ok(column.every((value) => value >= low - slack && value <= high + slack));
      assert.ok(ticks.length >= 2 && ticks.length <= 8);
      const step = ticks[1]!.at - ticks[0]!.at;
      for (let tick = 1; tick < ticks.length; tick++)
        assert.ok(Math.abs(ticks[tick]!.at - ticks[tick - 1]!.at - step) < 1e-6 * step);
    }),
  );
});
