import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { Report, Section } from '../../lib/report/report.ts';
import { widthOf } from '../../lib/report/terminal/cells.ts';
import { terminal } from '../../lib/report/terminal.ts';
import { arbitraryReport } from './arbitrary-report.ts';

const drawn = (section: Section, columns = 80): string[] =>
  terminal({ title: 't', sections: [section] }, { columns })
    .split('\n')
    .slice(2);

const fidelity: Section = {
  kind: 'table',
  columns: [
    { name: 'resource' },
    { name: 'WAPE', unit: 'fraction' },
    { name: 'memory', unit: 'bytes' },
    { name: 'from' },
  ],
  rows: [
    ['cpu', 0.0041, null, 'cpuacct.usage'],
    ['memory', Number.NaN, 1.5 * 2 ** 30, 'memory.usage_in_bytes'],
  ],
};

test('a table is aligned, with units in its heads', () => {
  assert.deepEqual(drawn(fidelity), [
    'resource  WAPE (%)  memory (GiB)  from',
    '─'.repeat(55),
    'cpu           0.41             –  cpuacct.usage',
    'memory           –           1.5  memory.usage_in_bytes',
  ]);
});

test('a table that is a little too wide has its texts cut', () => {
  assert.equal(drawn(fidelity, 50)[3], 'memory           –           1.5  memory.usage_in…');
});

test('a table that is far too wide repeats as many columns as tell its rows apart, where there is room for them', () => {
  const section: Section = {
    kind: 'table',
    columns: ['mode', 'rate', 'median of all', 'greatest of all'].map((name) => ({ name })),
    rows: ['100M', '500M'].map((rate) => ['precopy', rate, 1, 2]),
  };
  const heads = (columns: number) =>
    terminal({ title: '', sections: [section] }, { columns })
      .split('\n')
      .filter((line) => line.startsWith('mode'));
  assert.deepEqual(heads(30), ['mode     rate  median of all', 'mode     rate  greatest of all']);
  assert.deepEqual(heads(25), ['mode     rate', 'mode     median of all', 'mode     greatest of all']);
});

test('a table that is far too wide continues below, with its first column again', () => {
  assert.deepEqual(drawn(fidelity, 30), [
    'resource  WAPE (%)',
    '──────────────────',
    'cpu           0.41',
    'memory           –',
    '',
    'resource  memory (GiB)',
    '──────────────────────',
    'cpu                  –',
    'memory             1.5',
    '',
    'resource  from',
    '──────────────────────────────',
    'cpu       cpuacct.usage',
    'memory    memory.usage_in_byt…',
  ]);
});

test('a chart is drawn in dots, two by four a letter, between values on the left and time below', () => {
  // 15 letters are 30 dots, ten a step; from 0 to 1 there are three rows of four dots.
  const series: Section = {
    kind: 'series',
    title: 'CPU',
    unit: 'cores',
    x: [10, 20, 30],
    lines: [{ name: 'vm1', values: [0, 1, 0] }],
  };
  assert.deepEqual(
    terminal({ title: 't', sections: [series] }, { columns: 20, rows: 3 })
      .split('\n')
      .slice(2),
    [
      'CPU (cores)',
      '  1 ┤     ⡏⠉⠉⠉⠉⡇',
      '0.5 ┤     ⡇    ⡇',
      '  0 ┤⣀⣀⣀⣀⣀⡇    ⣇⣀⣀⣀⣀',
      '    └┬─────────┬────',
      '     0        20 s',
    ],
  );
});

test('a gap in a line is a gap in its chart', () => {
  const series: Section = {
    kind: 'series',
    title: 'CPU',
    unit: 'cores',
    x: [10, 20, 30],
    lines: [{ name: 'vm1', values: [1, Number.NaN, 1] }],
  };
  const lines = terminal({ title: 't', sections: [series] }, { columns: 20, rows: 3 }).split('\n');
  assert.equal(lines[3], '  1 ┤⠉⠉⠉⠉⠉     ⠉⠉⠉⠉⠉');
});

test('a section of nothing says that it is not recorded', () => {
  const series: Section = {
    kind: 'series',
    title: 'CPU',
    unit: 'cores',
    x: [1],
    lines: [{ name: 'a', values: [Number.NaN] }],
  };
  assert.deepEqual(drawn(series), ['CPU (cores)', 'not recorded']);
  assert.deepEqual(drawn({ kind: 'histogram', title: 'late', unit: 's', edges: [], counts: [] }), [
    'late',
    'not recorded',
  ]);
});

test('a histogram has a bar a bin, as long as its count, without empty bins at its ends', () => {
  const histogram: Section = {
    kind: 'histogram',
    title: 'late',
    unit: 's',
    edges: [0, 1, 2, 4, 8, 16],
    counts: [0, 4, 0, 1, 0],
  };
  const lines = drawn(histogram, 35);
  assert.deepEqual(
    lines.map((line) => [line.split('│')[0], line.match(/█/g)?.length ?? 0, line.split(/ {2,}/).at(-1)]),
    [
      ['late', 0, 'late'],
      ['1 s – 2 s ', 12, '80 %'],
      ['2 s – 4 s ', 0, '0 %'],
      ['4 s – 8 s ', 3, '20 %'],
    ],
  );
});

test('no line is wider than the page, and nothing prints as NaN', () => {
  fc.assert(
    fc.property(arbitraryReport(), fc.integer({ min: 20, max: 160 }), (report, columns) => {
      const text = terminal(report, { columns });
      for (const line of text.split('\n'))
        assert.ok(widthOf(line) <= columns, `${widthOf(line)} > ${columns}: ${line}`);
      assert.doesNotMatch(text, /NaN|undefined|Infinity/);
    }),
  );
});

test('without colour there is no escape sequence, whatever the names hold', () => {
  fc.assert(fc.property(arbitraryReport(), (report) => assert.doesNotMatch(terminal(report), /[^\P{Cc}\n]/u)));
});

test('colour changes nothing but the colour', () => {
  const report: Report = {
    title: 'Replay',
    sections: [
      fidelity,
      {
        kind: 'series',
        title: 'CPU',
        unit: 'cores',
        x: [1, 2, 3],
        lines: [
          { name: 'target', values: [1, 2, 3], style: 'area' },
          { name: 'achieved', values: [1, 3, 2] },
        ],
      },
    ],
  };
  const [plain, colored] = [terminal(report), terminal(report, { color: true })];
  assert.notEqual(colored, plain);
  assert.equal(stripVTControlCharacters(colored), plain);
});
