import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headOf, scaled, scaleOf, withUnit } from '../../lib/report/scale.ts';

test('a column is written in the unit that suits its greatest value', () => {
  const known: [string, number[], string, string[]][] = [
    ['bytes', [512 * 1024, 3 * 2 ** 20], 'memory (MiB)', ['0.5', '3']],
    ['bytes/s', [1.5 * 2 ** 30], 'memory (GiB/s)', ['1.5']],
    ['s', [0.0002, 0.012], 'memory (ms)', ['0.2', '12']],
    ['s', [0.5, 666], 'memory (s)', ['0.5', '666']],
    ['s', [0.00005], 'memory (us)', ['50']],
    ['cores', [1.25, 0], 'memory (cores)', ['1.25', '0']],
    ['fraction', [0.015], 'memory (%)', ['1.5']],
    ['pages', [12345], 'memory (pages)', ['12345']],
    ['', [2.5], 'memory', ['2.5']],
    ['bytes', [], 'memory (B)', []],
  ];
  for (const [unit, values, head, cells] of known) {
    const scale = scaleOf(unit, values);
    assert.equal(headOf('memory', scale), head);
    assert.deepEqual(
      values.map((value) => scaled(value, scale)),
      cells,
    );
  }
});

test('a value far too small for its column keeps its own unit, so that it does not read as nothing', () => {
  assert.equal(scaled(5, scaleOf('bytes', [5, 2 ** 30])), '5 B');
  assert.equal(scaled(0, scaleOf('bytes', [0, 2 ** 30])), '0');
});

test('what is not recorded is a dash', () => {
  for (const unit of ['bytes', 's', 'cores', 'fraction', 'pages'])
    assert.equal(scaled(Number.NaN, scaleOf(unit, [Number.NaN, 1])), '–');
});

test('a value alone that is far below the least unit carries it once', () => {
  assert.deepEqual(
    [withUnit(0.0005, 'cores'), withUnit(5e-10, 's'), withUnit(2e-6, 'fraction'), withUnit(0.0002, 'pages')],
    ['0.0005 cores', '0.0005 us', '0.0002 %', '0.0002 pages'],
  );
  assert.equal(withUnit(0.0002, ''), '0.0002');
});

test('a value alone carries its unit', () => {
  assert.deepEqual(
    [withUnit(0.000061, 's'), withUnit(2 ** 21, 'bytes'), withUnit(0, 's'), withUnit(3, ''), withUnit(0.5, 'fraction')],
    ['61 us', '2 MiB', '0', '3', '50 %'],
  );
});
