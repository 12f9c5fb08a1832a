import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BAD, numberIn, parseNumber } from '../../../lib/trace/format/cells/number.ts';

const onBytes = (text: string): number => {
  const bytes = new TextEncoder().encode(`,${text},`);
  return numberIn(bytes, 1, bytes.length - 1);
};

const CELLS: readonly [string, number][] = [
  ['', Number.NaN],
  ['  ', Number.NaN],
  ['0.', 0],
  ['1.', 1],
  ['.5', 0.5],
  ['1e9', 1e9],
  ['1.5E-3', 0.0015],
  ['+3', 3],
  [' 7 ', 7],
  ['-0', 0],
  ['0.1', 0.1],
  ['9007199254740993', 9007199254740992],
  ['0.000000000000000000000000000001', 1e-30],
  ['123456789012345.', 123456789012345],
  ['.', BAD],
  ['-1', BAD],
  ['1.2.3', BAD],
  ['12a', BAD],
  ['nan', BAD],
  ['Infinity', BAD],
  ['1e400', BAD],
  ['0x10', BAD],
  ['1 2', BAD],
  ['1_000', BAD],
  ['\u0663', BAD],
];

for (const [text, expected] of CELLS)
  test(`'${text}' is ${expected}, on bytes and as text`, () => {
    assert.ok(Object.is(parseNumber(text), expected));
    assert.ok(Object.is(onBytes(text), expected));
  });

test('bytes give the same double as Number() does, to the bit', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat(20), fc.constantFrom('', '0', '000'))
    .map(([digits, decimals, zeros]) => {
      const text = `${zeros}${digits}`.padStart(decimals + 1, '0');
      return `${text.slice(0, text.length - decimals)}.${text.slice(text.length - decimals)}`;
    });
  fc.assert(fc.property(decimal, (text) => Object.is(onBytes(text), Number(text))));
});

test('every double that is 0 or more survives being written and read', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }), (value) =>
      Object.is(onBytes(String(value)), value + 0),
    ),
  );
});

test('a cell of a million digits takes no longer than it should', () => {
  const started = performance.now();
  assert.equal(parseNumber(`${'1'.repeat(1e6)}x`), BAD);
  assert.ok(performance.now() - started < 2000);
});
