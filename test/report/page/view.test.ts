import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDrawnLine, pointsIn } from '../../../lib/report/page/view.ts';
import { polyline } from '../../../lib/report/polyline.ts';
import type { SeriesSection } from '../../../lib/report/report.ts';

const seriesOf = (values: readonly number[], shape: 'step' | 'line' = 'step'): SeriesSection => ({
  kind: 'series',
  title: 'CPU',
  unit: 'cores',
  shape,
  x: values.map((_, step) => step + 1),
  lines: [{ name: 'vm1', values }],
});
const drawnOf = (section: SeriesSection) => createDrawnLine(section, section.lines[0]!);

test('where there is room every point is drawn', () => {
  for (const shape of ['step', 'line'] as const) {
    const section = seriesOf([1, 2, Number.NaN, 4], shape);
    const drawn = pointsIn(drawnOf(section), { low: 0, high: 4, pixels: 100 });
    assert.deepEqual(drawn, polyline(section, section.lines[0]!));
  }
});

test('of a part the points are those of the whole that lie in it, and the next on each side', () => {
  const section = seriesOf([1, 2, 3, 4, 5, 6, 7, 8]);
  const { x, y } = pointsIn(drawnOf(section), { low: 3.5, high: 4.5, pixels: 100 });
  assert.deepEqual([...x], [2, 3, 3, 4, 4, 5, 5, 6]);
  assert.deepEqual([...y], [3, 3, 4, 4, 5, 5, 6, 6]);
});

test('a line of a hundred thousand is two points a pixel, with its only peak among them, wherever that stands', () => {
  for (const place of [0, 1, 777, 50_000, 99_999]) {
    const values = Array.from({ length: 100_000 }, (_, step) => (step === place ? 9 : Math.sin(step)));
    const { x, y } = pointsIn(drawnOf(seriesOf(values)), { low: 0, high: 100_000, pixels: 700 });
    assert.equal(x.length, 1400);
    const peak = y.indexOf(9);
    assert.ok(Math.abs(x[peak]! - place) <= 100_000 / 700, `drawn at ${x[peak]}, is at ${place}`);
  }
});

test('a gap of more than a pixel is one, and a stretch without points is none', () => {
  const values = Array.from({ length: 10_000 }, (_, step) => (step >= 5000 && step < 6000 ? Number.NaN : 1));
  const gap = pointsIn(drawnOf(seriesOf(values)), { low: 0, high: 10_000, pixels: 100 });
  const missing = gap.x.filter((_, point) => Number.isNaN(gap.y[point]));
  assert.ok(missing.length > 0 && missing.every((at) => at >= 5000 && at <= 6000));
  const section = { ...seriesOf(values.fill(1)), x: values.map((_, step) => (step < 5000 ? step : step + 90_000)) };
  const { y } = pointsIn(drawnOf(section), { low: 0, high: 100_000, pixels: 100 });
  assert.ok(y.every((amount) => amount === 1));
});
