import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html } from '../../lib/report/html.ts';
import { reportFromJson, reportToJson } from '../../lib/report/json.ts';
import { PAGE_SCRIPT } from '../../lib/report/page-code.ts';
import type { Report, Section } from '../../lib/report/report.ts';
import { arbitraryReport } from './arbitrary-report.ts';
import { assertWellFormed } from './markup.ts';

const embedded = (page: string): string =>
  /<script id="report" type="application\/json">([^<]*)<\/script>/.exec(page)![1]!;
const bodyOf = (page: string): string => /<main>[\s\S]*<\/main>/.exec(page)![0];

test('a page loads nothing, runs nothing but its own charts, and is well-formed', () => {
  fc.assert(
    fc.property(arbitraryReport(), (report) => {
      const page = html(report);
      assertWellFormed(bodyOf(page));
      assert.doesNotMatch(page, /https?:\/\/|url\(|@import|<[^>]* (src|href)=|<link/);
      assert.equal(page.match(/<script/g)!.length, 2);
      assert.ok(page.includes(`<script>${PAGE_SCRIPT}</script>`));
      assert.doesNotMatch(bodyOf(page), /<script| on\w+=/);
      assert.doesNotMatch(bodyOf(page), /NaN|undefined|Infinity/);
    }),
  );
});

test('a page holds its report', () => {
  fc.assert(
    fc.property(arbitraryReport(), (report) =>
      assert.equal(JSON.stringify(JSON.parse(embedded(html(report)))), reportToJson(report)),
    ),
  );
});

test('a page is readable on a light and a dark ground', () => {
  const page = html({ title: 'Replay', sections: [] });
  assert.match(page, /@media \(prefers-color-scheme:dark\)/);
  assert.match(page, /<meta name="color-scheme" content="light dark">/);
});

test('a table has its units in its heads and a dash for what is not recorded', () => {
  const report: Report = {
    title: 'Replay',
    sections: [
      {
        kind: 'table',
        columns: [{ name: 'VM' }, { name: 'memory', unit: 'bytes' }],
        rows: [
          ['a<b', 2 ** 21],
          ['c', null],
        ],
      },
    ],
  };
  const cells = [...bodyOf(html(report)).matchAll(/<t[hd] class="(\w+)">([^<]*)</g)].map(([, align, text]) => [
    align,
    text,
  ]);
  assert.deepEqual(cells, [
    ['left', 'VM'],
    ['right', 'memory (MiB)'],
    ['left', 'a&lt;b'],
    ['right', '2'],
    ['left', 'c'],
    ['right', '–'],
  ]);
});

test('a page has a picture of each series, for those without JavaScript, that says which section it is', () => {
  fc.assert(
    fc.property(arbitraryReport(), (report) => {
      const pictures = [...bodyOf(html(report)).matchAll(/<figure data-section="(\d+)"><svg/g)].map(
        ([, index]) => index,
      );
      const series = report.sections.flatMap(({ kind }, index) => (kind === 'series' ? [String(index)] : []));
      assert.deepEqual(pictures, series);
    }),
  );
});

test('a page of a million points is not larger than their eight bytes each take in base64, and a little', () => {
  const values = Array.from({ length: 1e6 }, (_, step) => Math.sin(step));
  const x = values.map((_, step) => (step + 1) / 100);
  const section: Section = { kind: 'series', title: 'CPU', unit: 'cores', x, lines: [{ name: 'vm1', values }] };
  assert.ok(html({ title: 'long', sections: [section] }).length < 1e6 * 8 * (4 / 3) + 200_000);
});

test('a report is the same after it was saved as JSON and loaded, gaps too', () => {
  fc.assert(fc.property(arbitraryReport(), (report) => assert.deepEqual(reportFromJson(reportToJson(report)), report)));
});
