import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Outage } from '../../../lib/migmon/downtime/outage.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import { type Behaviour, freePort, openPeer } from './peer.ts';

const EVERY = '20ms';
const EVERY_S = 0.02;

/** A client against a peer, for so long. */
async function measured(behave: Behaviour, length = '600ms') {
  await using peer = await openPeer(behave);
  const result = await migmon.downtime('127.0.0.1', { port: peer.port }).every(EVERY).for(length).run();
  return { result, received: [...peer.received] };
}

/** What came, sorted by what became of it, has to add up. */
function assertAddsUp({
  sent,
  answered,
  lost,
  pending,
}: {
  sent: number;
  answered: number;
  lost: number;
  pending: number;
}) {
  assert.equal(answered + lost + pending, sent);
}

describe('a downtime measurement', { timeout: 60_000 }, () => {
  test('counts an honest server as no outage, and every answer once', async () => {
    const { result, received } = await measured((datagram, _, reply) => reply(datagram));
    assertAddsUp(result);
    assert.equal(result.sent + result.skipped, 30);
    assert.equal(result.answered, result.sent);
    assert.equal(result.roundTrip.count, result.answered);
    assert.equal(result.corrected.count, result.answered + result.skipped);
    assert.equal(result.lateness.count, result.sent);
    assert.equal(result.duplicates + result.reordered + result.strangers, 0);
    assert.equal(received.length, result.sent);
  });

  test('sends numbered requests that begin with echo, as wire.h says', async () => {
    const { received } = await measured((datagram, _, reply) => reply(datagram), '100ms');
    const runs = new Set(received.map((datagram) => datagram.readBigUInt64LE(8)));
    assert.equal(runs.size, 1);
    for (const [index, datagram] of received.entries()) {
      assert.equal(datagram.length, 32);
      assert.equal(datagram.toString('latin1', 0, 7), 'echovml');
      assert.equal(datagram[7], 1);
      assert.equal(datagram.readBigUInt64LE(16), BigInt(index));
    }
    const times = received.map((datagram) => datagram.readBigUInt64LE(24));
    assert.ok(times.every((time, index) => index === 0 || time >= times[index - 1]!));
  });

  test('finds a silence of 300 ms, and what was lost in it', async () => {
    const silence = { from: 10, until: Number.POSITIVE_INFINITY, began: 0 };
    const { result } = await measured((datagram, index, reply) => {
      if (index === silence.from) silence.began = performance.now();
      const over = silence.began > 0 && performance.now() - silence.began >= 300;
      if (over) silence.until = Math.min(silence.until, index);
      if (index < silence.from || over) reply(datagram);
    }, '1s');
    const outage = longestOf(result.outages.filter(({ lost }) => lost > 0));
    assertAddsUp(result);
    // An event loop's 300 ms may be more, and it may stand still at other times, too: how true the figures are, the ledger's own tests say, on
    // a clock that they set.
    assert.ok(result.lost >= silence.until - silence.from, `${result.lost} lost`);
    assert.ok(outage.length >= 0.3 - EVERY_S, `${outage.length} s`);
    assert.ok(result.maximumDelay >= outage.length);
    assert.match(String(outage), /^outage: \d.* from \d.* on, \d+ packets lost$/);
  });

  test('takes a late answer for the request that it belongs to', async () => {
    const { result } = await measured((datagram, index, reply) => {
      if (index === 5) setTimeout(() => reply(datagram), 150);
      else reply(datagram);
    });
    assertAddsUp(result);
    assert.equal(result.lost, 0);
    assert.equal(result.reordered, 1);
    assert.ok(result.overdue >= 1);
    assert.ok(result.roundTrip.maximum >= 149_000, `${result.roundTrip.maximum} us`);
    assert.ok(result.roundTrip.percentile(50) < 100_000);
    const [outage] = result.outages;
    assert.equal(outage?.lost ?? 0, 0, 'what came after all is not lost');
  });

  test('counts duplicates, and takes them for no answers', async () => {
    const { result } = await measured((datagram, _, reply) => {
      reply(datagram);
      reply(datagram);
    });
    assert.equal(result.answered, result.sent);
    assert.ok(result.duplicates >= result.sent - 1 && result.duplicates <= result.sent, `${result.duplicates}`);
  });

  test('counts a pair that came in the wrong order', async () => {
    let held: Buffer | undefined;
    const { result } = await measured((datagram, index, reply) => {
      if (index === 6) held = datagram;
      else reply(datagram);
      if (index === 7 && held) reply(held);
    });
    assert.equal(result.reordered, 1);
    assert.equal(result.lost, 0);
  });

  test('ignores what is no answer of its own', async () => {
    const { result } = await measured((datagram, index, reply) => {
      reply(datagram);
      if (index === 3) for (const junk of ['echo', 'nonsense', '']) reply(Buffer.from(junk));
      if (index === 4) reply(withNumber(datagram, 2n ** 60n));
      if (index === 5) reply(withNumber(datagram, 1_000_000n));
    });
    assert.equal(result.strangers, 5);
    assert.equal(result.answered, result.sent);
  });

  test('has a guest that is not there as one outage that goes on, not as an error', async () => {
    const port = await freePort();
    const result = await migmon.downtime('127.0.0.1', { port }).every(EVERY).for('300ms').run();
    const [outage, ...more] = result.outages;
    assert.ok(outage && more.length === 0);
    assert.equal(outage.over, false);
    assert.equal(outage.lost, result.sent);
    assert.equal(result.lost, result.sent);
    assert.ok(result.refused > 0, 'this machine says that nobody listens');
    assert.match(String(result), new RegExp(`nothing listens at UDP port ${port} of 127\\.0\\.0\\.1`));
    assert.ok(Number.isNaN(result.maximumDelay) && Number.isNaN(result.roundTrip.average));
    assert.match(String(outage), /goes on$/);
  });

  test('goes on when the guest comes back', async () => {
    await using server = await migmon.echoServer({ port: 0 }).listen();
    const measuring = migmon.downtime('127.0.0.1', { port: server.port }).every(EVERY).for('1s').run();
    await sleep(200);
    await server.close();
    await sleep(300);
    await using again = await migmon.echoServer({ port: server.port }).listen();
    const result = await measuring;
    assert.equal(again.port, server.port);
    assert.ok(result.refused > 0);
    assert.ok(longestOf(result.outages).over);
    assert.ok(longestOf(result.outages).lost > 5);
  });

  test('tells each second as mig_mon does, and outages as they end', async () => {
    await using peer = await openPeer((datagram, index, reply) => index % 10 !== 5 && reply(datagram));
    const lines: string[] = [];
    const types = new Set<string>();
    for await (const event of migmon.downtime('127.0.0.1', { port: peer.port }).every(EVERY).for('1200ms').watch()) {
      types.add(event.type);
      lines.push(String(event));
    }
    assert.deepEqual([...types].sort(), ['outage', 'second']);
    for (const line of lines) assert.match(line, /^(\[\d+\] max_delay: \d+ \(ms\), cur: \d+ \(ms\)|outage: .*)$/);
  });

  test('leaves out outages shorter than it is told to tell of', async () => {
    await using peer = await openPeer((datagram, index, reply) => index !== 5 && reply(datagram));
    const quiet = migmon.downtime('127.0.0.1', { port: peer.port, outage: '10s' }).every(EVERY).for('400ms');
    const result = await quiet.run();
    assert.equal(result.lost, 1);
    assert.deepEqual(result.outages, []);
  });

  test('works over IPv6 and by name', async (context) => {
    const peer = await openPeer((datagram, _, reply) => reply(datagram), '::1').catch(() => undefined);
    if (!peer) return context.skip('there is no IPv6 loopback here');
    await using _closing = peer;
    const result = await migmon.downtime('::1', { port: peer.port }).every(EVERY).for('100ms').run();
    assert.equal(result.answered, result.sent);
    await using four = await openPeer((datagram, _index, reply) => reply(datagram));
    const named = await migmon.downtime('localhost', { port: four.port }).every(EVERY).for('100ms').run();
    assert.equal(named.answered, named.sent);
  });

  test('ends within 100 ms when told to, with its result', async () => {
    await using peer = await openPeer((datagram, _, reply) => reply(datagram));
    const ending = new AbortController();
    const running = migmon.downtime('127.0.0.1', { port: peer.port }).every(EVERY).run({ signal: ending.signal });
    await sleep(300);
    const told = performance.now();
    ending.abort();
    const result = await running;
    assert.ok(performance.now() - told < 100 + 50 /* the event loop's own */);
    assert.ok(result.answered > 0);
  });
});

const longestOf = (outages: readonly Outage[]): Outage =>
  outages.reduce((longest, outage) => (outage.length > longest.length ? outage : longest));

function withNumber(datagram: Buffer, sequence: bigint): Buffer {
  const changed = Buffer.from(datagram);
  changed.writeBigUInt64LE(sequence, 16);
  return changed;
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
