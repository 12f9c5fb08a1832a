import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { describe, test } from 'node:test';
import { migmon } from '../../../lib/migmon/migmon.ts';
import { freePort, openPeer } from './peer.ts';

describe('a listener', { timeout: 60_000 }, () => {
  test('hears every datagram of a beacon', async () => {
    await using listening = await migmon.listener({ port: 0 }).listen();
    const sent = await migmon.beacon('127.0.0.1', { port: listening.port }).every('10ms').for('500ms').run();
    const heard = await listening.close();
    assert.equal(sent.sent + sent.skipped, 50);
    assert.equal(heard.received, sent.sent);
    assert.equal(heard.lost + heard.duplicates + heard.reordered, 0);
    assert.equal(heard.numbered, true);
    assert.equal(heard.delay.count, heard.received - 1);
  });

  test('knows what was lost, came twice or in the wrong order by the numbers', async () => {
    await using listening = await migmon.listener({ port: 0 }).listen();
    const socket = createSocket('udp4');
    for (const sequence of [0, 1, 2, 2, 5, 4, 6]) {
      socket.send(request({ run: 7n, sequence }), listening.port, '127.0.0.1');
      await sleep(20);
    }
    socket.close();
    const { received, lost, duplicates, reordered, outages } = await listening.close();
    assert.deepEqual({ received, lost, duplicates, reordered }, { received: 6, lost: 1, duplicates: 1, reordered: 1 });
    assert.equal(outages[0]?.lost, 1, '3 is lost, 4 came after all');
  });

  test('goes by arrivals alone where the beacon says nothing but echo', async () => {
    await using listening = await migmon.listener({ port: 0 }).listen();
    const socket = createSocket('udp4');
    for (const pause of [40, 40, 40, 300, 40]) {
      socket.send('echo', listening.port, '127.0.0.1');
      await sleep(pause);
    }
    socket.close();
    const result = await listening.close();
    assert.equal(result.received, 5);
    assert.equal(result.numbered, false);
    assert.ok(Number.isNaN(result.lost) && Number.isNaN(result.duplicates));
    assert.ok(result.firstDelay >= 39);
    assert.ok(result.maximumDelay >= 0.299);
    assert.ok(result.outages.some(({ length, over }) => over && length > 0.2));
  });

  test('says that an outage goes on where the beacon is silent at the end', async () => {
    await using listening = await migmon.listener({ port: 0, every: '20ms' }).listen();
    await migmon.beacon('127.0.0.1', { port: listening.port }).every('20ms').for('100ms').run();
    await sleep(200);
    const { outages } = await listening.close();
    assert.equal(outages.at(-1)?.over, false);
  });

  test('ignores what does not begin with echo, and turns away who is no peer', async () => {
    await using strict = await migmon.listener({ port: 0, peers: ['10.0.0.0/8'] }).listen();
    const socket = createSocket('udp4');
    for (const text of ['echo', 'hello', 'ech']) socket.send(text, strict.port, '127.0.0.1');
    await sleep(100);
    socket.close();
    const { received, ignored, turnedAway } = await strict.close();
    assert.deepEqual({ received, ignored, turnedAway }, { received: 0, ignored: 2, turnedAway: 1 });
  });

  test('stays with the first whom it hears', async () => {
    await using listening = await migmon.listener({ host: '0.0.0.0', port: 0 }).listen();
    const [first, second] = [createSocket('udp4'), createSocket('udp4')];
    for (const [socket, address] of [
      [first, '127.0.0.1'],
      [second, '127.0.0.2'],
    ] as const)
      await new Promise<void>((resolve) => socket.bind(0, address, resolve));
    for (const socket of [first, second, first, second]) {
      socket.send('echo', listening.port, '127.0.0.1');
      await sleep(20);
    }
    first.close();
    second.close();
    const { received, others } = await listening.close();
    assert.deepEqual({ received, others }, { received: 2, others: 2 });
  });

  test('tells each second in the line of mig_mon', async () => {
    await using listening = await migmon.listener({ port: 0 }).listen();
    const beaming = migmon.beacon('127.0.0.1', { port: listening.port }).every('20ms').for('1500ms').run();
    for await (const event of listening) {
      if (event.type !== 'second') continue;
      assert.match(String(event), /^\[\d+\] max_delay: \d+ \(ms\), cur: \d+ \(ms\)$/);
      assert.ok(event.received > 10);
      break;
    }
    await beaming;
  });
});

describe('a beacon', { timeout: 60_000 }, () => {
  test('does not mind that nobody listens', async () => {
    const result = await migmon
      .beacon('127.0.0.1', { port: await freePort() })
      .every('10ms')
      .for('200ms')
      .run();
    assert.equal(result.sent + result.skipped, 20);
    assert.ok(result.refused > 0);
    assert.equal(result.lateness.count, result.sent);
  });

  test('begins with echo, so that mig_mon counts it', async () => {
    await using peer = await openPeer(() => {});
    await migmon.beacon('127.0.0.1', { port: peer.port }).every('10ms').for('100ms').run();
    assert.ok(peer.received.length > 0);
    for (const datagram of peer.received) assert.equal(datagram.toString('latin1', 0, 4), 'echo');
  });

  test('prints the line of mig_mon each second', async () => {
    for await (const second of migmon
      .beacon('127.0.0.1', { port: await freePort() })
      .every('10ms')
      .watch()) {
      assert.match(String(second), /^\[\d+\] sending packet to server$/);
      break;
    }
  });
});

/** As native/src/downtime/wire.h lays it out. */
function request({ run, sequence }: { run: bigint; sequence: number }): Buffer {
  const datagram = Buffer.alloc(32);
  datagram.write('echovml\u0001', 'latin1');
  datagram.writeBigUInt64LE(run, 8);
  datagram.writeBigUInt64LE(BigInt(sequence), 16);
  datagram.writeBigUInt64LE(process.hrtime.bigint(), 24);
  return datagram;
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
