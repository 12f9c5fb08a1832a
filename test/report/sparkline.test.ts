import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sparkline } from '../../lib/report/sparkline.ts';

test('a sparkline goes from 0 to the greatest value in eight bars', () => {
  const known: [number[], string][] = [
    [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    [[7, Number.NaN, 0], '█ ▁'],
    [[0, 0], '▁▁'],
    [[5, 5], '██'],
    [[-7, 0], '▁█'],
    [[Number.NaN], ' '],
    [[], ''],
  ];
  for (const [values, expected] of known) assert.equal(sparkline(values), expected);
});

test('values that share a letter show their peak', () => {
  assert.equal(sparkline([0, 0, 7, 0, Number.NaN, 0, Number.NaN, Number.NaN], 4), '▁█▁ ');
});

test('a sparkline is never wider than asked for, and holds nothing but bars and blanks', () => {
  const column = fc.array(fc.double({ min: -1e100, max: 1e100 }));
  fc.assert(
    fc.property(column, fc.integer({ min: 0, max: 50 }), (values, width) => {
      const line = sparkline(values, width);
      assert.equal(line.length, Math.min(width, values.length));
      assert.match(line, /^[ ▁▂▃▄▅▆▇█]*$/);
    }),
  );
});
