import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../../lib/core/errors.ts';
import { growthOf, rateOf, ratesOf, sumOfKnown } from '../../../lib/gather/raw/growth.ts';
import { formatSamples, parseSamples, type TextSample } from '../../../lib/gather/raw/sample.ts';
import { SampleBuffer } from '../../../lib/gather/raw/sample-buffer.ts';
import { sampleFiles } from '../../../lib/gather/raw/sample-files.ts';
import { localHost } from '../../../lib/host/local/host.ts';
import { memoryHost } from '../../../lib/host/memory.ts';

const samples = fc.array(
  fc.record({
    at: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    texts: fc.dictionary(fc.string(), fc.string()),
  }),
);
const plain = (all: readonly TextSample[]) => all.map(({ at, texts }) => ({ at, texts: { ...texts } }));

test('samples of texts are read as they were written, whatever is in them', () => {
  fc.assert(
    fc.property(samples, (all) => {
      const again = parseSamples([...formatSamples(all)].join(''), 'samples.jsonl');
      assert.deepEqual(plain(again), plain(JSON.parse(JSON.stringify(all))));
    }),
  );
});

test('samples that were cut off anywhere are those before the cut', () => {
  const all = [0, 1, 2].map((at) => ({ at, texts: { '/proc/stat': `cpu ${at}\n` } }));
  const text = [...formatSamples(all)].join('');
  for (let length = 0; length <= text.length; length++) {
    const kept = parseSamples(text.slice(0, length), 'samples.jsonl');
    assert.deepEqual(kept, all.slice(0, text.slice(0, length).split('\n').length - 1));
  }
});

test('what is no sample is refused with its file and line', () => {
  for (const line of ['nothing', '{}', '{"at":"1","texts":{}}', '{"at":1,"texts":{"a":1}}', 'null'])
    assert.throws(
      () => parseSamples(`{"at":0,"texts":{}}\n${line}\n`, 'samples.jsonl'),
      (error: unknown) => error instanceof InputError && error.line === 2 && error.file === 'samples.jsonl',
    );
});

test('a buffer keeps no more than its limit, the first and the last always, and counts the others', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 40 }), (limit, count) => {
      const buffer = new SampleBuffer(limit);
      const all = Array.from({ length: count }, (_, at) => ({ at, texts: { file: 'x'.repeat(20) } }));
      for (const sample of all) buffer.add(sample);
      const kept = buffer.list();
      assert.ok(buffer.bytes <= limit);
      assert.equal(kept.length + buffer.dropped, count);
      assert.deepEqual(kept.at(-1), all.at(-1));
      assert.deepEqual(kept.slice(0, -1), all.slice(0, kept.length - 1));
    }),
  );
});

test('growth is from the first reading to the last; what went backwards is a gap', () => {
  const readings = [10, 14, 20, 3, 5].map((value, at) => ({ at, value }));
  assert.equal(growthOf(readings.slice(0, 3)), 10);
  assert.equal(rateOf(readings.slice(0, 3)), 5);
  assert.equal(growthOf(readings), 12);
  assert.deepEqual(ratesOf(readings), [4, 6, Number.NaN, 2]);
  assert.ok(Number.isNaN(growthOf(readings.slice(0, 1))));
  assert.equal(sumOfKnown([1, Number.NaN, 2]), 3);
  assert.ok(Number.isNaN(sumOfKnown([Number.NaN])));
});

for (const [where, host] of [
  ['another machine', memoryHost({ '/proc/loadavg': '1 2 3\n' })],
  ['this machine', localHost()],
] as const)
  test(`files of ${where} are read at once, again and again, and once more at the end`, async (t) => {
    if (host.uri === 'local:' && process.platform !== 'linux') return t.skip('there is no /proc');
    const taken: TextSample[] = [];
    const files = ['/proc/loadavg', '/proc/nothing'];
    const sampling = await sampleFiles({ host, files, interval: 0.02, take: (sample) => taken.push(sample) });
    assert.equal(taken.length > 0, true);
    while (taken.length < 4) await new Promise((resolve) => setTimeout(resolve, 10));
    await sampling.stop();
    const count = taken.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(taken.length, count);
    assert.ok(taken.every(({ texts }) => texts['/proc/loadavg'] && texts['/proc/nothing'] === undefined));
    assert.ok(taken.every(({ at }, index) => index === 0 || at >= (taken[index - 1]?.at as number)));
  });
