/** Both ends, for half a second each. How fast they are is for the bench. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { RunError } from '../../../lib/core/errors.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import type { DestinationListener } from '../../../lib/migmon/stream/destination/listener.ts';
import type { DestinationSecond } from '../../../lib/migmon/stream/destination/second.ts';
import type { SourceOutcome } from '../../../lib/migmon/stream/destination/sources.ts';
import type { MigrationSource } from '../../../lib/migmon/stream/source/source.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { freePort, onceListening } from './free-port.ts';
import { until } from './until.ts';

const SIZE = '64M';
const listen = () => migmon.destination({ port: 0, size: SIZE }).listen();
/** With room to spare: a socket that is full when the time is over, on a busy machine, may keep the last page from being sent whole. */
const RATE = '200M';
const both = () => migmon.precopy({ size: SIZE, bandwidth: RATE }).postcopy();

/** What came of a source, once it has gone. */
async function outcome(destination: DestinationListener, index = 0): Promise<SourceOutcome> {
  await until(() => destination.results()[index]?.connected === false);
  return destination.results()[index] as SourceOutcome;
}

const MODES: [what: string, source: MigrationSource, expected: { precopy: boolean; postcopy: boolean }][] = [
  ['precopy', migmon.precopy().bandwidth(RATE), { precopy: true, postcopy: false }],
  ['postcopy', migmon.postcopy(), { precopy: false, postcopy: true }],
  ['both', both(), { precopy: true, postcopy: true }],
  ['precopy on four channels', migmon.precopy().bandwidth(RATE).channels(4), { precopy: true, postcopy: false }],
  ['both, with a channel for requested pages', both().preempt(), { precopy: true, postcopy: true }],
  ['both, on channels', both().channels(2).preempt(), { precopy: true, postcopy: true }],
  ['postcopy with many requests in flight', migmon.postcopy().requests(16), { precopy: false, postcopy: true }],
  ['random pages', both().contents('random'), { precopy: true, postcopy: true }],
];

describe('on loopback', { timeout: 60_000 }, () => {
  for (const [what, source, { precopy, postcopy }] of MODES)
    test(`${what}: every page that is sent arrives, and every latency is counted`, async () => {
      await using destination = await listen();
      const sent = await source.size(SIZE).to('127.0.0.1', destination).for('500ms').run();
      const received = await outcome(destination);
      assert.equal(received.error, undefined);
      assert.deepEqual([received.pages, received.bytes], [sent.pages, sent.bytes]);
      assert.equal(sent.pages > sent.requestedPages, precopy);
      assert.equal(sent.requestedPages > 0, postcopy);
      assert.ok(received.latency.count <= sent.requestedPages);
      assert.equal(sent.served.count, sent.requestedPages);
      assert.equal(received.latency.count > 0, postcopy);
      assert.ok(sent.elapsed >= 0.5 && sent.bandwidth > 0 && sent.seconds.length >= 1);
      assert.equal(destination.results().length, 1);
    });

  test('sources come at once and one after another', async () => {
    await using destination = await listen();
    const run = () => both().to('localhost', destination).for('500ms').run();
    const sent = [...(await Promise.all([run(), run()])), await run()];
    await Promise.all([0, 1, 2].map((index) => outcome(destination, index)));
    const received = destination.results();
    assert.deepEqual(
      received.map(({ source, error }) => [source, error]),
      [1, 2, 3].map((source) => [source, undefined]),
    );
    const pages = (ends: readonly { readonly pages: number }[]) => ends.map((end) => end.pages).sort((a, b) => a - b);
    assert.deepEqual(pages(received), pages(sent));
    const result = await destination.close();
    assert.equal(
      result.latency.count,
      received.reduce((sum, { latency }) => sum + latency.count, 0),
    );
    assert.equal(
      result.pages,
      received.reduce((sum, { pages }) => sum + pages, 0),
    );
  });

  test('IPv6', async (context) => {
    const addresses = Object.values(networkInterfaces()).flatMap((interfaces) => interfaces ?? []);
    if (!addresses.some(({ address }) => address === '::1')) return context.skip('this machine has no ::1');
    await using destination = await migmon.destination({ host: '::1', port: 0 }).listen();
    await both().to('::1', destination).size('1T').for('300ms').run();
    const { peer, error, pages } = await outcome(destination);
    assert.match(peer, /^\[::1\]:\d+$/);
    assert.ok(error === undefined && pages > 0);
  });

  test('as fast as it goes', async () => {
    await using destination = await listen();
    const sent = await migmon.precopy({ size: SIZE }).postcopy().to('127.0.0.1', destination).for('500ms').run();
    const { pages, latency } = await outcome(destination);
    assert.ok(pages > 0 && latency.count > 0 && pages <= sent.pages);
  });

  test('a limit of bandwidth holds', async () => {
    await using destination = await listen();
    const { bandwidth } = await migmon
      .precopy({ size: SIZE })
      .to('127.0.0.1', destination)
      .bandwidth('20M')
      .for('1s')
      .run();
    assert.ok(bandwidth < 1.2 * 20 * 2 ** 20, String(bandwidth));
  });

  test('each second is told as it ends, at both ends', async () => {
    const heard: string[] = [];
    const onProgress = (second: DestinationSecond) => void heard.push(String(second));
    await using destination = await migmon.destination({ port: 0, size: SIZE }).listen({ onProgress });
    const watched: DestinationSecond[] = [];
    const watching = (async () => {
      for await (const second of destination) watched.push(second);
    })();
    const lines: string[] = [];
    for await (const second of both().to('127.0.0.1', destination).for('1.3s').watch()) lines.push(String(second));
    await outcome(destination);
    await destination.close();
    await watching;
    assert.ok(lines.length >= 2);
    assert.ok(
      lines.every((line) => /^Speed: \d+ \(MB\/s\)$/.test(line)),
      lines.join('\n'),
    );
    assert.ok(heard.length >= 1 && heard.every((line) => /^Latency: average \d+ \(us\), max: \d+ \(us\)$/.test(line)));
    assert.deepEqual(watched.map(String), heard);
  });

  test('leaving the loop over a source ends it', async () => {
    await using destination = await listen();
    for await (const second of both().to('127.0.0.1', destination).watch()) {
      assert.ok(second.pages > 0);
      break;
    }
    assert.equal((await outcome(destination)).error, undefined);
  });

  test('a signal ends a source, which resolves to what it had', async () => {
    await using destination = await listen();
    const stop = new AbortController();
    const onConnect = () => void setTimeout(() => stop.abort(), 200);
    const sent = await both().to('127.0.0.1', destination).run({ signal: stop.signal, onConnect });
    assert.ok(sent.pages > 0 && sent.elapsed >= 0.15);
    assert.equal((await outcome(destination)).pages, sent.pages);
  });

  test('a destination runs for its time, and a source that it leaves is told', async () => {
    const port = await freePort();
    const heard: string[] = [];
    const receiving = migmon.destination({ port, size: SIZE }).run({
      for: '1s',
      onConnect: ({ source }) => void heard.push(`${source} came`),
      onDisconnect: ({ source }) => void heard.push(`${source} went`),
    });
    const sending = onceListening(() => both().to('127.0.0.1', { port }).run({ for: '30s' }));
    await assert.rejects(sending, (error) => error instanceof RunError && error.code === 'STREAM');
    const { latency, sources, pages, seconds } = await receiving;
    assert.deepEqual(heard, ['1 came', '1 went']);
    assert.ok(latency.count > 0 && pages > 0 && sources.length === 1 && seconds.length >= 1);
    assert.equal(latency.count, sources[0]?.latency.count);
    assert.ok(latency.percentile(99) >= latency.percentile(50));
    assert.equal(
      latency.buckets.reduce((sum, { count }) => sum + count, 0),
      latency.count,
    );
  });

  test('a destination is watched until the loop is left', async () => {
    const port = await freePort();
    const sending = onceListening(() => both().to('127.0.0.1', { port }).run());
    const failed = assert.rejects(sending, { name: 'RunError' });
    for await (const second of migmon.destination({ port, size: SIZE }).watch()) {
      assert.ok(second.count > 0 && second.source === 1);
      break;
    }
    await failed;
  });

  test('two destinations cannot have one port, and the second is told so', async () => {
    await using destination = await listen();
    const second = migmon.destination({ port: destination.port });
    const expected = {
      name: 'HostError',
      operation: 'listen at',
      errno: 'EADDRINUSE',
      message: /somebody listens there/,
    };
    await assert.rejects(second.listen(), expected);
    await assert.rejects(second.run(), expected);
  });

  test('results are kept as data, charts and a page', async () => {
    await using directory = await temporaryDirectory();
    await using destination = await listen();
    const sent = await both().to('127.0.0.1', destination).for('500ms').run();
    await outcome(destination);
    const received = await destination.close();
    await sent.save(join(directory.path, 'sent'));
    await received.save(join(directory.path, 'received'));
    const charts = async (name: string) => (await readdir(join(directory.path, name))).sort();
    assert.deepEqual(await charts('sent'), ['bandwidth.svg', 'report.html', 'result.json', 'serving-time.svg']);
    assert.deepEqual(await charts('received'), [
      'bandwidth.svg',
      'latencies.svg',
      'latency.svg',
      'report.html',
      'result.json',
    ]);
  });
});
