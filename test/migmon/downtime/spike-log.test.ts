import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type HostError, InputError } from '../../../lib/core/errors.ts';
import { formatSpikeLog, parseSpikeLog } from '../../../lib/migmon/downtime/spike-log.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { openPeer } from './peer.ts';

const FIRST = '1700000000,18446744073709551615\n';

describe('a spike log', { timeout: 60_000 }, () => {
  test('is read back as it was written', () => {
    const moment = fc.integer({ min: 0, max: 2 ** 33 });
    const spike = fc.record(
      { timestamp: moment, delay: fc.integer({ min: 0, max: 2 ** 40 }) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(moment, fc.array(spike), (start, spikes) => {
        assert.deepEqual(parseSpikeLog('log', formatSpikeLog({ start, spikes })), { start, spikes });
      }),
    );
  });

  test('may be empty yet, or have a line that is not whole yet', () => {
    assert.deepEqual(parseSpikeLog('log', ''), { start: Number.NaN, spikes: [] });
    assert.deepEqual(parseSpikeLog('log', `${FIRST}1700000004,31`), { start: 1_700_000_000, spikes: [] });
    assert.equal(formatSpikeLog({ start: Number.NaN, spikes: [] }), '');
  });

  for (const [what, text, line] of [
    ['a first line with a delay', '1700000000,5\n', 1],
    ['a second start', FIRST + FIRST, 2],
    ['words', `${FIRST}one,two\n`, 2],
    ['a delay below 0', `${FIRST}1700000001,-5\n`, 2],
    ['three columns', `${FIRST}1700000001,5,6\n`, 2],
    ['blanks', `${FIRST}1700000001, 5\n`, 2],
    ['an empty line', `${FIRST}\n1700000001,5\n`, 2],
  ] as const)
    test(`is refused for ${what}, with its place`, () => {
      assert.throws(
        () => parseSpikeLog('spike.log', text),
        (error: InputError) => {
          assert.ok(error instanceof InputError);
          assert.deepEqual([error.file, error.line], ['spike.log', line]);
          return true;
        },
      );
    });

  test('gets a line for the first delay and for each of at least twice that', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'spike.log');
    await writeFile(file, 'what was there before\n');
    await using peer = await openPeer((datagram, index, reply) => (index < 10 || index > 34) && reply(datagram));
    const before = Math.floor(Date.now() / 1000);
    const builder = migmon.downtime('127.0.0.1', { port: peer.port }).every('20ms').log(file).for('2s');
    const { firstDelay, maximumDelay } = await builder.run();
    const { start, spikes } = await migmon.readSpikeLog(file);
    assert.ok(start >= before && start <= Date.now() / 1000);
    const longest = Math.max(...spikes.map(({ delay }) => delay));
    // On a machine that is too busy the first delay may be as long as what follows.
    assert.ok(longest === Math.round(maximumDelay * 1000) || maximumDelay * 1000 < 2 * firstDelay + 1, `${longest} ms`);
    for (const { delay } of spikes) assert.ok(delay >= 2 * firstDelay);
    assert.match(await readFile(file, 'utf8'), /^\d+,18446744073709551615\n(\d+,\d+\n)*$/);
  });

  test('is written by a listener, too', async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'spike.log');
    await using listening = await migmon.listener({ port: 0 }).log(file).listen();
    await migmon.beacon('127.0.0.1', { port: listening.port }).every('20ms').for('100ms').run();
    await migmon.beacon('127.0.0.1', { port: listening.port }).every('20ms').for('100ms').run();
    await listening.close();
    assert.match(await readFile(file, 'utf8'), /^\d+,18446744073709551615\n/);
  });

  test('that cannot be opened is an error before anything is sent', async () => {
    await using peer = await openPeer(() => {});
    const builder = migmon.downtime('127.0.0.1', { port: peer.port }).log('/nowhere/spike.log').for('100ms');
    await assert.rejects(builder.run(), (error: HostError) => {
      assert.equal(error.errno, 'ENOENT');
      assert.match(error.message, /^open the spike log \/nowhere\/spike\.log failed: .*ENOENT/);
      return true;
    });
    assert.equal(peer.received.length, 0);
  });

  test('of more lines than a list can have is refused for the first that is wrong', () => {
    assert.throws(() => parseSpikeLog('spike.log', '\n'.repeat(2 ** 27)), { name: 'InputError', line: 1 });
  });

  test('without an end is refused, and does not fill the memory', async (context) => {
    if (!existsSync('/dev/zero')) return context.skip('there is no /dev/zero here');
    await assert.rejects(migmon.readSpikeLog('/dev/zero'), { name: 'InputError', file: '/dev/zero' });
    assert.ok(process.resourceUsage().maxRSS < 2 ** 20, 'KiB');
  });

  test('that cannot be written on is told at the end, with the whole result', async (context) => {
    await using peer = await openPeer((datagram, _, reply) => reply(datagram));
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full here');
    const builder = migmon.downtime('127.0.0.1', { port: peer.port }).every('20ms').log('/dev/full').for('1s');
    await assert.rejects(builder.run(), (error: { code: string; message: string; result: { sent: number } }) => {
      assert.equal(error.code, 'SPIKE_LOG');
      assert.match(error.message, /\/dev\/full: No space left on device$/);
      assert.ok(error.result.sent > 5);
      return true;
    });
  });
});
