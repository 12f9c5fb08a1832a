import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Section, SeriesSection } from '../../lib/report/report.ts';
import { svg } from '../../lib/report/svg.ts';
import { arbitraryReport } from './arbitrary-report.ts';
import { assertWellFormed } from './markup.ts';

const series: SeriesSection = {
  kind: 'series',
  title: 'CPU',
  unit: 'cores',
  x: [1, 2, 3, 4],
  lines: [
    { name: 'achieved', values: [1, 2, Number.NaN, 1] },
    { name: 'target', values: [1, 2, 2, 1], style: 'area' },
  ],
};
const isDrawing = (section: Section) => section.kind === 'series' || section.kind === 'histogram';
const pathsOf = (drawing: string) => [...drawing.matchAll(/<path class="([^"]*)" d="([^"]*)">/g)];

test('the checker of the tests tells good markup from bad', () => {
  for (const good of ['<a></a>', '<a b="&amp;"><c>x &lt; y</c></a>']) assertWellFormed(good);
  for (const bad of ['<a>', '<a></b>', '<a b="<"></a>', '<a>&</a>', '<a></a><a></a>', '<a>\u0001</a>', '<a b=1></a>'])
    assert.throws(() => assertWellFormed(bad), assert.AssertionError, bad);
});

test('every series and histogram is a well-formed drawing that needs nothing from elsewhere', () => {
  fc.assert(
    fc.property(arbitraryReport(), ({ sections }) => {
      for (const drawing of sections.filter(isDrawing).map(svg)) {
        assertWellFormed(drawing);
        assert.doesNotMatch(drawing, /NaN|undefined|Infinity/);
        assert.doesNotMatch(drawing.replace('xmlns="http://www.w3.org/2000/svg"', ''), /https?:|url\(|@import|href=/);
      }
    }),
  );
});

test('the target is an area below the line of what was achieved', () => {
  const classes = pathsOf(svg(series)).map(([, name]) => name);
  // The legend's marks come first, in the order of the lines.
  assert.deepEqual(classes, ['line line-0', 'area', 'edge', 'area', 'edge', 'line line-0']);
});

test('a gap lifts the pen, and an area is closed on both sides of it', () => {
  const gap = {
    ...series,
    lines: [{ name: 'target', values: [1, Number.NaN, Number.NaN, 2], style: 'area' as const }],
  };
  const [area, edge] = pathsOf(svg(gap)).map(([, , path]) => path!);
  assert.equal(area!.match(/Z/g)!.length, 2);
  assert.equal(edge!.match(/M/g)!.length, 2);
});

test('a line of a hundred thousand points is drawn with a few a pixel', () => {
  const values = Array.from({ length: 100_000 }, (_, step) => Math.sin(step));
  const long = svg({ ...series, x: values.map((_, step) => step + 1), lines: [{ name: 'a', values }] });
  assert.ok(long.length < 100_000, `${long.length}`);
});

test('where nothing is recorded the drawing says so', () => {
  assert.match(svg({ ...series, lines: [{ name: 'a', values: [Number.NaN] }] }), />not recorded</);
  assert.match(svg({ kind: 'histogram', title: 'late', unit: 's', edges: [], counts: [] }), />not recorded</);
});
