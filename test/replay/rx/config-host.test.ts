import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { isFreeMinor } from '../../../lib/driver/local/network/shared-root.ts';
import { parseConfigHost } from '../../../lib/replay/rx/config-host.ts';
import { checkDistinct, checkTarget } from '../../../lib/replay/rx/target.ts';

const parse = (text: string) => checkDistinct(parseConfigHost('config_host', text));

test("the seeds' file is read as its users write it: blanks at the end, no last newline", () => {
  assert.deepEqual(parse('192.168.10.80 5001 60 1 \n192.168.10.81 5002 61 2'), [
    { file: 'config_host', line: 1, address: '192.168.10.80', port: 5001, minor: 0x60, row: 1 },
    { file: 'config_host', line: 2, address: '192.168.10.81', port: 5002, minor: 0x61, row: 2 },
  ]);
});

test('comments, blank lines, tabs, Windows line ends and a byte order mark are left out', () => {
  const text =
    '\uFEFF# two guests\r\n\r\n  10.0.0.1\t5001 1 1   # the first\r\n   \n10.0.0.2 5001 2 1\n#10.0.0.3 5001 3 1\n';
  assert.deepEqual(
    parse(text).map(({ line, address }) => [line, address]),
    [
      [3, '10.0.0.1'],
      [5, '10.0.0.2'],
    ],
  );
});

const octet = fc.integer({ min: 0, max: 255 });
const unicast = fc.tuple(fc.integer({ min: 1, max: 223 }), octet, octet, octet).map((octets) => octets.join('.'));
const targets = fc.uniqueArray(
  fc.record(
    {
      address: unicast,
      port: fc.integer({ min: 1, max: 65535 }),
      minor: fc.integer({ min: 1, max: 0xffff }).filter(isFreeMinor),
      row: fc.integer({ min: 1, max: 1e6 }),
    },
    { noNullPrototype: true },
  ),
  { minLength: 1, comparator: (one, other) => one.minor === other.minor || one.address === other.address },
);

test('whatever targets are written, with MINOR in hexadecimal as tc shows it, are read back', () => {
  fc.assert(
    fc.property(targets, fc.constantFrom(' ', '\t', '   '), (written, blank) => {
      const lines = written.map(({ address, port, minor, row }) =>
        [address, port, minor.toString(16), row].join(blank),
      );
      const read = parse(lines.join('\n')).map(({ address, port, minor, row }) => ({ address, port, minor, row }));
      assert.deepEqual(read, written);
    }),
  );
});

test('whatever text is read, nothing but an InputError comes of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcfg .#\n\t-') }), (text) => {
      try {
        for (const { minor } of parse(text)) assert.ok(isFreeMinor(minor));
      } catch (error) {
        assert.ok(error instanceof InputError, String(error));
      }
    }),
  );
});

const BAD: readonly [line: string, column: string | number, received: string][] = [
  ['10.0.0.300 5001 60 1', 'IP', '10.0.0.300'],
  ['guest1 5001 60 1', 'IP', 'guest1'],
  ['fd00::1 5001 60 1', 'IP', 'fd00::1'],
  ['224.0.0.1 5001 60 1', 'IP', '224.0.0.1'],
  ['255.255.255.255 5001 60 1', 'IP', '255.255.255.255'],
  ['0.0.0.0 5001 60 1', 'IP', '0.0.0.0'],
  ['10.0.0.1 0 60 1', 'PORT', '0'],
  ['10.0.0.1 65536 60 1', 'PORT', '65536'],
  ['10.0.0.1 http 60 1', 'PORT', 'http'],
  ['10.0.0.1 5001 0 1', 'MINOR', '0'],
  ['10.0.0.1 5001 10000 1', 'MINOR', '10000'],
  ['10.0.0.1 5001 10:60 1', 'MINOR', '10:60'],
  ['10.0.0.1 5001 6g 1', 'MINOR', '6g'],
  ['10.0.0.1 5001 ffff 1', 'MINOR', 'ffff'],
  ['10.0.0.1 5001 60 0', 'ROW', '0'],
  ['10.0.0.1 5001 60 1.5', 'ROW', '1.5'],
  ['10.0.0.1 5001 60 mig_0', 'ROW', 'mig_0'],
  ['10.0.0.1 5001 60', 4, '10.0.0.1 5001 60'],
  ['10.0.0.1 5001 60 1 1', 5, '10.0.0.1 5001 60 1 1'],
];

for (const [line, column, received] of BAD)
  test(`'${line}' is refused for its ${column}, by file, line and value`, () => {
    assert.throws(() => parse(`# targets\n${line}\n`), {
      name: 'InputError',
      code: 'BAD_INPUT',
      file: 'config_host',
      line: 2,
      column,
      received,
    });
  });

test('two targets cannot share a class: 6A and 6a are one', () => {
  assert.throws(() => parse('10.0.0.1 5001 6A 1\n10.0.0.2 5001 6a 2\n'), {
    line: 2,
    column: 'MINOR',
    received: '6a',
    message: /line 1 has it/,
  });
});

test('two targets cannot share an address and port: one class would get all of it', () => {
  assert.throws(() => parse('10.0.0.1 5001 60 1\n10.0.0.1 5001 61 2\n'), {
    line: 2,
    column: 'PORT',
    received: '10.0.0.1:5001',
  });
  assert.equal(parse('10.0.0.1 5001 60 1\n10.0.0.1 5002 61 2\n').length, 2);
});

test('a file without targets is an error', () => {
  for (const text of ['', '\n \n', '# nobody\n'])
    assert.throws(() => parse(text), { file: 'config_host', expected: /IP PORT MINOR ROW/ });
});

test("a script's minor is the number that it is, or a string as tc writes it", () => {
  const of = (minor: number | string) => checkTarget({ address: '10.0.0.1', port: 5001, minor, row: 1 }).minor;
  assert.deepEqual([of(0x60), of('60'), of(60), of('fFfE')], [96, 96, 60, 0xfffe]);
});
