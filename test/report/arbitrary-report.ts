import fc from 'fast-check';
import type { Report, Section } from '../../lib/report/report.ts';

/** Plain objects, as JSON gives them back. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;

/** Reports of all kinds of sections, with gaps, odd names, and numbers from very small to very large. */
export const arbitraryReport = (): fc.Arbitrary<Report> =>
  record({ title: name, sections: fc.array(section, { maxLength: 4 }) });

/** Names with the letters that terminals and markup take amiss. */
const name = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('\u001b[31mred\u001b[0m', '</script><b>&"', '仮想マシン', 'vm\n1\t2', 'x'.repeat(120), ''),
  )
  .filter((text) => !/nan|undefined|infinity/i.test(text));

const unit = fc.constantFrom('bytes', 'bytes/s', 's', 'cores', 'fraction', 'pages', '');
const finite = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-12, max: 1e15, noNaN: true }),
  fc.double({ min: -1e9, max: -1e-6, noNaN: true }),
);
const value = fc.oneof({ arbitrary: finite, weight: 4 }, { arbitrary: fc.constant(Number.NaN), weight: 1 });

const text = record({ kind: fc.constant('text' as const), text: fc.array(name).map((words) => words.join(' ')) });

const table = fc.integer({ min: 0, max: 9 }).chain((width) =>
  record({
    kind: fc.constant('table' as const),
    columns: fc.array(record({ name, unit }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(fc.oneof(finite, name, fc.constant(null)), { minLength: width, maxLength: width }), {
      maxLength: 6,
    }),
  }),
);

const series = fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 60 }).chain((intervals) =>
  record({
    kind: fc.constant('series' as const),
    title: name,
    unit,
    x: fc.constant(intervals.map((_, step) => intervals.slice(0, step + 1).reduce((a, b) => a + b, 0))),
    shape: fc.constantFrom('step' as const, 'line' as const),
    lines: fc.array(
      record({
        name,
        values: fc.array(value, { minLength: intervals.length, maxLength: intervals.length }),
        style: fc.constantFrom('area' as const, 'line' as const),
      }),
      { maxLength: 8 },
    ),
  }),
);

const histogram = fc.array(fc.nat(1000), { maxLength: 50 }).chain((counts) =>
  record({
    kind: fc.constant('histogram' as const),
    title: name,
    unit,
    edges: fc.constant(counts.length > 0 ? [...counts, 0].map((_, edge) => 2 ** (edge - 20)) : []),
    counts: fc.constant(counts),
  }),
);

const section: fc.Arbitrary<Section> = fc.oneof(text, table, series, histogram);
