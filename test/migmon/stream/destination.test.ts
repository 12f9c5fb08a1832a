import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { InputError } from '../../../lib/core/errors.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import type { DestinationOptions } from '../../../lib/migmon/stream/destination/spec.ts';
import { temporaryDirectory } from '../../support/scripts.ts';

describe('a destination', () => {
  test('is frozen, keeps base units, and prints what to call next', () => {
    const told = migmon
      .destination({ host: '::1', port: 0, size: '1G', faults: Float64Array.of(1, 2), seed: 7 })
      .for('2s');
    assert.ok(Object.isFrozen(told) && Object.isFrozen(told.toJSON()) && !('then' in told));
    assert.deepEqual(told.toJSON(), { host: '::1', port: 0, size: 2 ** 30, faults: [1, 2], seed: 7, for: 2 });
    assert.match(inspect(told), /port +0[\s\S]*next: \.listen\(\)/);
  });

  const MISTAKES: [what: string, options: DestinationOptions, message: RegExp][] = [
    ['a host that is none', { host: '1.2.3' }, /a host's name/],
    ['a port past the last', { port: 70_000 }, /a TCP port, or 0 for any, from 0 to 65535, got 70000/],
    ['half a page', { size: 4097 }, /whole pages/],
    ['more memory than can be counted', { size: 2 ** 61 }, /1 EiB at most/],
    ['too many requests', { requests: 1025 }, /from 1 to 1024/],
    ['a seed below 0', { seed: -1 }, /a seed/],
    ['no fault', { faults: [] }, /one page index at least/],
    ['half a fault', { faults: [0, 1.5] }, /a page index from 0 .* got 1\.5/],
    ['a fault past the last page', { size: '8K', faults: [1, 2] }, /a page index from 0 to 1, got 2/],
    ['an option that there is not', { to: 'x' } as object, /one of the options host, port.*got 'to'/],
  ];
  for (const [what, options, message] of MISTAKES)
    test(`refuses ${what} at once`, () =>
      assert.throws(
        () => migmon.destination(options),
        (error) => error instanceof InputError && message.test(error.message),
      ));

  test('reads its file of faults when it listens, and not before', async () => {
    await using directory = await temporaryDirectory();
    const faults = join(directory.path, 'faults.txt');
    const destination = migmon.destination({ port: 0, size: '1M', faults });
    await assert.rejects(destination.listen(), { name: 'HostError', errno: 'ENOENT', target: faults });
    await writeFile(faults, '1\n255\n256\n');
    await assert.rejects(destination.run(), { name: 'InputError', file: faults, line: 3, received: '256' });
    await assert.rejects(destination.watch().next(), { name: 'InputError', line: 3 });
  });

  test('does not start where its signal was aborted before, and rejects with the reason', async () => {
    const signal = AbortSignal.abort(new Error('not now'));
    for (const start of [migmon.destination().listen({ signal }), migmon.destination().run({ signal })])
      await assert.rejects(start, /not now/);
  });
});
