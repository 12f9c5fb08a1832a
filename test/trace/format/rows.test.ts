import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { eachRowByCsvParse } from '../../../lib/trace/format/cells/csv-parse.ts';
import { eachRow } from '../../../lib/trace/format/cells/rows.ts';
import { type Source, sourceOf } from '../../../lib/trace/format/source.ts';

interface Seen {
  readonly line: number;
  readonly terminated: boolean;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

async function rowsBy(read: typeof eachRow, source: Source): Promise<Seen[]> {
  const rows: Seen[] = [];
  await read(source, (row) => {
    const cells = Array.from({ length: row.cells }, (_, cell) => cell);
    const texts = cells.map((cell) => row.text(cell));
    const numbers = cells.map((cell) => row.number(cell));
    rows.push({ line: row.line, terminated: row.terminated, texts, numbers });
  });
  return rows;
}

const inChunks = (text: string, size: number): Source => ({
  name: 'chunks.csv',
  async *open() {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  },
});

test('cells, lines and line ends are told apart', async () => {
  const rows = await rowsBy(eachRow, sourceOf('a.csv', '\ufeff1.,"a ""b"", c",.5\r\n\n"two\nlines",x\nlast'));
  assert.deepEqual(
    rows.map(({ line, texts, terminated }) => ({ line, texts, terminated })),
    [
      { line: 1, texts: ['1.', 'a "b", c', '.5'], terminated: true },
      { line: 2, texts: [''], terminated: true },
      { line: 3, texts: ['two\nlines', 'x'], terminated: true },
      { line: 5, texts: ['last'], terminated: false },
    ],
  );
});

test('the bytes and csv-parse give the same rows, whatever the cells and chunks are', async () => {
  const plain = fc.constantFrom(
    '',
    '1.',
    '.5',
    '1e9',
    '+3',
    ' 4 ',
    '-7',
    '0.1234567890123',
    'text',
    'ä€𝄞',
    '\u00a0',
    '\r1',
  );
  const odd = fc
    .string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ') })
    .map((text) => `"${text.replaceAll('"', '""')}"`);
  const line = fc
    .array(fc.oneof({ weight: 5, arbitrary: plain }, odd), { minLength: 1, maxLength: 8 })
    .map((cells) => cells.join(','));
  const file = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean());
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 64 }), async ([lines, end, terminated], size) => {
      const source = inChunks(lines.join(end) + (terminated ? end : ''), size);
      assert.deepEqual(await rowsBy(eachRow, source), await rowsBy(eachRowByCsvParse, source));
    }),
    { numRuns: 500 },
  );
});

const REFUSED: readonly [string, string | Uint8Array, RegExp][] = [
  ['UTF-16, little end first', Buffer.from('\ufeffa,b\n', 'utf16le'), /UTF-8/],
  ['UTF-16 without a mark', Buffer.from('a,b\n', 'utf16le'), /UTF-8/],
  ['UTF-16, big end first', Buffer.from('\ufeffa,b\n', 'utf16le').swap16(), /UTF-8/],
  ['a line over 16 MiB', `a\n${'1,'.repeat(2 ** 23)}1\n`, /a\.csv:2: expected a line of at most 16 MiB/],
  ['a quoted row over 16 MiB', `a\n"${'x,\n'.repeat(6e6)}`, /a\.csv:2: expected a line of at most 16 MiB/],
  ['a quotation mark that is never closed', 'a\n"b,c\nd\n', /a\.csv:2: expected cells quoted/],
  ['a quotation mark within a cell', 'a\nb"c",d\n', /a\.csv:2: expected cells quoted/],
];

for (const [what, content, message] of REFUSED)
  test(`${what} is an InputError that says where`, async () => {
    await assert.rejects(
      eachRow(sourceOf('a.csv', content), () => {}),
      (error) => error instanceof InputError && message.test(error.message),
    );
  });

test('a line of over 16 MiB is refused before the end of the file, in small chunks too', async () => {
  let chunks = 0;
  const endless: Source = {
    name: 'endless.csv',
    async *open() {
      for (; chunks < 1000; chunks++) yield new Uint8Array(2 ** 20).fill(49);
    },
  };
  await assert.rejects(
    eachRow(endless, () => {}),
    InputError,
  );
  assert.ok(chunks < 20);
});
