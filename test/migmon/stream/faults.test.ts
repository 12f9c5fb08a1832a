import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { parseFaults } from '../../../lib/migmon/stream/destination/faults.ts';

const PAGES = 2 ** 28;
const parse = (text: string) => [...parseFaults('faults.txt', text, PAGES)];

test('a fault is a page index, or an address in the page; comments, blanks and Windows line ends are left out', () => {
  assert.deepEqual(parse('\uFEFF# a recording\r\n7\r\n\r\n  0x7000\n0x7FFF # its last byte\n0\n0x0'), [7, 7, 7, 0, 0]);
});

test('whatever faults are written, either way, are read back in their order', () => {
  const page = fc.integer({ min: 0, max: PAGES - 1 });
  const offset = fc.integer({ min: 0, max: 4095 });
  fc.assert(
    fc.property(fc.array(fc.tuple(page, offset, fc.boolean()), { minLength: 1 }), (faults) => {
      const lines = faults.map(([index, within, asAddress]) =>
        asAddress ? `0x${(index * 4096 + within).toString(16)}` : String(index),
      );
      assert.deepEqual(
        parse(lines.join('\n')),
        faults.map(([index]) => index),
      );
    }),
  );
});

test('whatever text is read, nothing but pages of the VM or an InputError comes of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abfx# .-\n\t') }), (text) => {
      try {
        assert.ok(parse(text).every((page) => Number.isInteger(page) && page >= 0 && page < PAGES));
      } catch (error) {
        assert.ok(error instanceof InputError, String(error));
      }
    }),
  );
});

for (const line of ['268435456', '0x10000000000', '-1', '1.5', '12ab', '0x', '7 8', '9'.repeat(400)])
  test(`'${line.slice(0, 20)}' is refused by file and line`, () => {
    assert.throws(() => parse(`1\n# 2\n${line}\n`), {
      name: 'InputError',
      file: 'faults.txt',
      line: 3,
      received: line,
      message: /a page index from 0 to 268435455, or an address below 0x10000000000/,
    });
  });

test('a file without faults is an error', () => {
  for (const text of ['', '\n \n', '# none\n'])
    assert.throws(() => parse(text), { file: 'faults.txt', received: 'none' });
});
