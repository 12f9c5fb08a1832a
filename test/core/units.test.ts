import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { formatDuration, formatSize, parseDuration, parseRate, parseSize, significant } from '../../lib/core/units.ts';

describe('sizes', () => {
  const table: [string | number, number][] = [
    [4096, 4096],
    ['4096', 4096],
    ['16G', 16 * 2 ** 30],
    ['512MiB', 512 * 2 ** 20],
    ['1.5K', 1536],
    ['200MB', 200e6],
    ['2kB', 2000],
    ['1T', 2 ** 40],
  ];
  for (const [text, bytes] of table) test(`${text} is ${bytes} bytes`, () => assert.equal(parseSize(text), bytes));
  for (const bad of ['16X', '', 'G', '-1', '1 2', 'KB', '1e3', Number.NaN, -1, Number.POSITIVE_INFINITY])
    test(`${String(bad) || 'nothing'} is no size`, () => assert.throws(() => parseSize(bad), InputError));
});

describe('rates', () => {
  const table: [string | number, number][] = [
    ['500M', 500 * 2 ** 20],
    ['500MiB/s', 500 * 2 ** 20],
    ['100Mbit', 12.5e6],
    ['8kbit/s', 1000],
    ['1Gbit', 125e6],
    [1000, 1000],
  ];
  for (const [text, rate] of table) test(`${text} is ${rate} bytes/s`, () => assert.equal(parseRate(text), rate));
});

describe('durations', () => {
  const table: [string | number, number][] = [
    ['50ms', 0.05],
    ['10s', 10],
    ['2min', 120],
    ['1h', 3600],
    [1.5, 1.5],
  ];
  for (const [text, seconds] of table)
    test(`${text} is ${seconds} s`, () => assert.equal(parseDuration(text), seconds));
  test('250us is 0.00025 s', () => assert.ok(Math.abs(parseDuration('250us') - 0.00025) < 1e-15));
});

test('numbers for people have three digits and a unit', () => {
  assert.equal(formatSize(1536), '1.5 KiB');
  assert.equal(formatSize(0), '0 B');
  assert.equal(formatSize(Number.NaN), '–');
  assert.equal(formatDuration(0), '0 s');
  assert.equal(formatDuration(0.65), '650 ms');
  assert.equal(formatDuration(666.01), '11 min 6 s');
  assert.equal(formatDuration(86399), '23 h 59 min');
  assert.equal(significant(0.04561), '0.0456');
});

test('an error about a value says where it stood, what was expected, what it was, and what to do', () => {
  const place = { file: 'record.csv', line: 7, column: 'Net RXBY' };
  const error = new InputError({ ...place, expected: 'a number of bytes', received: 'abc', advice: 'Mend the file.' });
  assert.equal(error.message, "record.csv:7:Net RXBY: expected a number of bytes, got 'abc'. Mend the file.");
  assert.equal(error.code, 'BAD_INPUT');
});
