import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { downsample } from '../../lib/report/downsample.ts';
import { polyline } from '../../lib/report/polyline.ts';
import type { SeriesSection } from '../../lib/report/report.ts';

const { NaN: gap } = Number;
const seriesOf = (values: number[], more: Partial<SeriesSection> = {}): SeriesSection => ({
  kind: 'series',
  title: '',
  unit: '',
  x: values.map((_, step) => step + 1),
  lines: [{ name: '', values }],
  ...more,
});
const pointsOf = (series: SeriesSection) => {
  const { x, y } = polyline(series, series.lines[0]!);
  return Array.from(x, (at, point) => [at, y[point]]);
};

test('a step is drawn from the end of the one before to its own', () => {
  const points = [
    [5, 7],
    [6, 7],
    [6, gap],
    [8, gap],
    [8, 9],
    [9, 9],
  ];
  assert.deepEqual(pointsOf(seriesOf([7, gap, 9], { x: [6, 8, 9], start: 5 })), points);
});

test('a line is drawn through its points', () => {
  assert.deepEqual(pointsOf(seriesOf([7, gap, 9], { shape: 'line' })), [
    [1, 7],
    [2, gap],
    [3, 9],
  ]);
});

test('an infinite value is no place on paper', () => {
  assert.deepEqual(pointsOf(seriesOf([Number.POSITIVE_INFINITY], { shape: 'line' })), [[1, gap]]);
});

test('one peak among a hundred thousand points is kept', () => {
  const y = new Float64Array(100_000);
  y[77_777] = 42;
  y[12_345] = -3;
  const less = downsample({ x: y.map((_, point) => point), y }, [0, 100_000], 100);
  assert.deepEqual([Math.max(...less.y), Math.min(...less.y)], [42, -3]);
  assert.ok(less.x.length <= 600);
});

test('a gap of several pixels stays a gap, with the points on both of its sides', () => {
  const y = Float64Array.from({ length: 1000 }, (_, point) => (point >= 400 && point < 600 ? gap : point));
  const less = downsample({ x: y.map((_, point) => point), y }, [0, 1000], 10);
  const first = less.y.findIndex(Number.isNaN);
  const last = less.y.findLastIndex(Number.isNaN);
  assert.deepEqual([less.y[first - 1], less.y[last + 1]], [399, 600]);
  assert.ok(less.y.slice(first, last + 1).every(Number.isNaN));
});

test('each pixel keeps its first, least, greatest and last value, in order', () => {
  const column = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(gap)), {
    minLength: 100,
    maxLength: 400,
  });
  fc.assert(
    fc.property(column, fc.integer({ min: 1, max: 10 }), (values, pixels) => {
      const x = Float64Array.from(values, (_, point) => point);
      const less = downsample({ x, y: Float64Array.from(values) }, [0, values.length], pixels);
      assert.ok(less.x.length <= 6 * pixels);
      assert.deepEqual(less.x, less.x.toSorted());
      const inPixel = (pixel: number, y: ArrayLike<number>, places: ArrayLike<number>) =>
        Array.from(y).filter(
          (value, point) => !Number.isNaN(value) && Math.floor((places[point]! / values.length) * pixels) === pixel,
        );
      for (let pixel = 0; pixel < pixels; pixel++) {
        const all = inPixel(pixel, values, x);
        const kept = inPixel(pixel, less.y, less.x);
        assert.deepEqual(
          [kept[0], Math.min(...kept), Math.max(...kept), kept.at(-1)],
          [all[0], Math.min(...all), Math.max(...all), all.at(-1)],
        );
      }
    }),
  );
});
