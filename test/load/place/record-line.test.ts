import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errnoName, errnoOfWords } from '../../../lib/load/place/errno.ts';
import { parseRecord, settingsText } from '../../../lib/load/place/record-line.ts';

test('settings are told as JSON, lists as arrays, and what is undefined is left to the task', () => {
  const settings = { size: 1e6, rate: undefined, pattern: 'random', latencies: true, faults: Float64Array.of(0.5, 7) };
  assert.equal(settingsText(settings), '{"size":1000000,"pattern":"random","latencies":true,"faults":[0.5,7]}');
});

test('a line is a record as the addon tells it: null is not recorded, an array a column', () => {
  assert.deepEqual(parseRecord('{"type":"x","rate":null,"of":"ü","bins":[],"counts":[1,null]}'), {
    type: 'x',
    rate: Number.NaN,
    of: 'ü',
    bins: new Float64Array(),
    counts: Float64Array.of(1, Number.NaN),
  });
});

for (const line of ['', 'a warning', '{"type":', '{}', '7', 'null', '[1]', '{"type":7}'])
  test(`'${line}' is no record`, () => assert.equal(parseRecord(line), undefined));

test('an error is found by the words that the C library has for it', () => {
  const cases = [
    ['cannot listen at 0.0.0.0:80: Permission denied', 'EACCES'],
    ['bind: Address already in use\n', 'EADDRINUSE'],
    ['Cannot assign requested address', 'EADDRNOTAVAIL'],
    ['something else', undefined],
    ['', undefined],
  ] as const;
  for (const [words, errno] of cases) assert.equal(errnoOfWords(words), errno, words);
  assert.equal(errnoName(98), 'EADDRINUSE');
});
