/** What is on the wire, as mig_mon has it; and what a peer that keeps to none of it gets. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { HostError, RunError } from '../../../lib/core/errors.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import type { SourceResult } from '../../../lib/migmon/stream/source/result.ts';
import { connectTo, HANDSHAKE, HELLO, header, listenRaw, PAGE, page, type RawPeer, REQUEST } from './raw-peer.ts';
import { until } from './until.ts';

describe('a source', { timeout: 30_000 }, () => {
  test('sends the pages in turn, and nothing before them', async () => {
    await using destination = await listenRaw();
    const stop = new AbortController();
    const running = migmon
      .precopy()
      .to('127.0.0.1', destination)
      .size(3 * 4096)
      .run(stop);
    await using source = await destination.accept();
    for (const index of [0n, 1n, 2n, 0n, 1n]) {
      assert.deepEqual(await source.header(), { magic: PAGE, index });
      assert.ok((await source.read(4096)).every((byte) => byte === 0));
    }
    stop.abort();
    source.socket.resume();
    assert.ok((await running).pages >= 5);
  });

  test('asks for requests by a handshake, and answers each with its page', async () => {
    await using destination = await listenRaw();
    const stop = new AbortController();
    const running = migmon.postcopy().to('127.0.0.1', destination).run(stop);
    await using source = await destination.accept();
    assert.deepEqual(await source.header(), { magic: HANDSHAKE, index: 0n });
    for (const index of [77n, 2n ** 28n - 1n, 77n]) {
      source.socket.write(header(REQUEST, index));
      assert.deepEqual(await source.header(), { magic: PAGE, index });
      await source.read(4096);
    }
    stop.abort();
    source.socket.resume();
    const { pages, requestedPages, served } = await running;
    assert.deepEqual([pages, requestedPages, served.count], [3, 3, 3]);
  });

  test('says a hello only where something needs it', async () => {
    await using destination = await listenRaw();
    const stop = new AbortController();
    const running = migmon.precopy().channels(2).to('127.0.0.1', destination).run(stop);
    await using first = await destination.accept();
    await using second = await destination.accept();
    for (const channel of [first, second]) assert.deepEqual(await channel.header(), { magic: HELLO, index: 1n });
    stop.abort();
    for (const channel of [first, second]) channel.socket.resume();
    await running;
  });

  const CONTENTS = [
    ['zero', 0, 0.02],
    [{ compressibility: 0.5 }, 0.45, 0.55],
    ['random', 0.99, 1.01],
  ] as const;
  for (const [contents, least, most] of CONTENTS)
    test(`fills pages that compress as told: ${JSON.stringify(contents)}`, async () => {
      await using destination = await listenRaw();
      const stop = new AbortController();
      const running = migmon.precopy({ contents }).to('127.0.0.1', destination).run(stop);
      await using source = await destination.accept();
      const pages: Buffer[] = [];
      for (let index = 0; index < 64; index++) pages.push((await source.read(16 + 4096)).subarray(16));
      const share = deflateSync(Buffer.concat(pages)).length / (64 * 4096);
      assert.ok(share >= least && share <= most, String(share));
      stop.abort();
      source.socket.resume();
      await running;
    });

  const BREAKAGE: [what: string, act: (source: RawPeer) => unknown][] = [
    ['goes away', (source) => source.socket.destroy()],
    ['ends in the middle of a request', (source) => source.socket.end(header(REQUEST, 1).subarray(0, 9))],
    ['says what is no request', (source) => source.socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['requests a page that there is not', (source) => source.socket.write(header(REQUEST, 2n ** 28n))],
    ['sends a page', (source) => source.socket.write(page(0))],
  ];
  for (const [what, act] of BREAKAGE)
    test(`whose destination ${what} fails with what it had`, async () => {
      await using destination = await listenRaw();
      const running = migmon.precopy().postcopy().to('127.0.0.1', destination).for('10s').run();
      const failed = running.then(
        () => assert.fail('it went on'),
        (error: unknown) => error,
      );
      await using source = await destination.accept();
      await source.read(16 + 16 + 4096);
      act(source);
      source.socket.resume();
      const error = await failed;
      assert.ok(error instanceof RunError && error.code === 'STREAM', String(error));
      assert.ok((error.result as SourceResult).pages > 0);
    });

  test('that nobody awaits is told so, with what to do', async () => {
    const { port } = await listenRaw().then(async (destination) => {
      await destination[Symbol.asyncDispose]();
      return destination;
    });
    await assert.rejects(
      migmon.precopy().to('127.0.0.1', { port }).run(),
      (error) =>
        error instanceof HostError && error.errno === 'ECONNREFUSED' && /start the destination/.test(error.message),
    );
  });
});

describe('a destination', { timeout: 30_000 }, () => {
  test('requests one page at a time, random ones of the VM, and times the answers', async () => {
    await using destination = await migmon.destination({ port: 0, size: '1M' }).listen();
    await using source = await connectTo(destination.port);
    source.socket.write(header(HANDSHAKE, 0));
    const seen = new Set<bigint>();
    for (let request = 0; request < 100; request++) {
      const { magic, index } = await source.header();
      assert.equal(magic, REQUEST);
      assert.ok(index < 256n);
      seen.add(index);
      source.socket.write(page(index));
    }
    assert.ok(seen.size > 50, `${seen.size} different pages`);
    assert.equal((await source.header()).magic, REQUEST);
    source.socket.end();
    await until(() => destination.results()[0]?.connected === false);
    const [{ pages, bytes, latency, error, peer } = assert.fail('no source')] = destination.results();
    assert.deepEqual([pages, latency.count, error], [100, 100, undefined]);
    assert.equal(bytes, 100 * 4112);
    assert.match(peer, /^127\.0\.0\.1:\d+$/);
    assert.ok(latency.percentile(50) > 0 && latency.percentile(50) <= latency.maximum);
  });

  test('requests recorded faults in their order, and over again', async () => {
    await using destination = await migmon.destination({ port: 0, faults: [9, 3, 2 ** 28 - 1] }).listen();
    await using source = await connectTo(destination.port);
    source.socket.write(header(HANDSHAKE, 0));
    for (const expected of [9n, 3n, 2n ** 28n - 1n, 9n, 3n]) {
      const { index } = await source.header();
      assert.equal(index, expected);
      source.socket.write(page(index));
    }
  });

  test('keeps as many requests in flight as it is told', async () => {
    await using destination = await migmon.destination({ port: 0, requests: 4 }).listen();
    await using source = await connectTo(destination.port);
    source.socket.write(header(HANDSHAKE, 0));
    const requests = await source.read(4 * 16);
    assert.equal(requests.length, 64);
    source.socket.write(page(requests.readBigUInt64LE(8)));
    assert.equal((await source.header()).magic, REQUEST);
  });

  test('requests nothing of a source that does not ask for it', async () => {
    await using destination = await migmon.destination({ port: 0 }).listen();
    await using source = await connectTo(destination.port);
    source.socket.end(page(5));
    assert.equal((await source.read(1)).length, 0);
    await until(() => destination.results()[0]?.connected === false);
    assert.deepEqual(
      destination.results().map(({ pages, latency, error }) => [pages, latency.count, error]),
      [[1, 0, undefined]],
    );
  });

  const GARBAGE: [what: string, bytes: Buffer | string][] = [
    ['speaks HTTP', 'GET / HTTP/1.1\r\n\r\n'],
    ['sends half a header', header(PAGE, 0).subarray(0, 8)],
    ['sends half a page', page(0).subarray(0, 2000)],
    ['sends a page that there is not', page(2n ** 28n)],
    ['sends an index of 64 bits', page(2n ** 64n - 1n)],
    ['requests a page itself', header(REQUEST, 0)],
    ['says a hello of another version', Buffer.concat([header(HELLO, 99), Buffer.alloc(32)])],
    ['says hello after a page', Buffer.concat([page(0), header(HELLO, 1), Buffer.alloc(32)])],
  ];
  for (const [what, bytes] of GARBAGE)
    test(`disconnects a source that ${what}, says why, and goes on with the others`, async () => {
      await using destination = await migmon.destination({ port: 0 }).listen();
      await using good = await connectTo(destination.port);
      good.socket.write(page(1));
      await until(() => destination.results().length === 1);
      await using bad = await connectTo(destination.port);
      bad.socket.end(bytes);
      await until(() => destination.results()[1]?.connected === false);
      assert.ok(destination.results()[1]?.error, 'no error');
      good.socket.end(page(2));
      await until(() => destination.results()[0]?.connected === false);
      assert.deepEqual([destination.results()[0]?.pages, destination.results()[0]?.error], [2, undefined]);
    });
});
