import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HostError } from '../../../lib/core/errors.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import { ask, openPeer } from './peer.ts';

const ECHO = Buffer.from('echo');

describe('an echo server', { timeout: 60_000 }, () => {
  test('answers what begins with echo, byte by byte, and nothing else', async () => {
    await using server = await migmon.echoServer({ port: 0 }).listen();
    const long = Buffer.concat([ECHO, Buffer.alloc(3000, 7)]);
    const sent = [ECHO, long, Buffer.from('ech'), Buffer.from('ECHO'), Buffer.alloc(0), Buffer.from('xecho')];
    const answers = await ask(server.port, sent);
    assert.deepEqual(answers, [ECHO, long]);
    const { answered, ignored, turnedAway } = await server.close();
    assert.deepEqual({ answered, ignored, turnedAway }, { answered: 2, ignored: 4, turnedAway: 0 });
  });

  for (const [peers, isAnswered] of [
    [['127.0.0.1'], true],
    [['10.0.0.0/8', '127.0.0.0/8'], true],
    [['126.0.0.0/7'], true],
    [['0.0.0.0/0'], true],
    [['10.0.0.0/8', '192.168.1.5'], false],
    [['127.0.0.2'], false],
    [['127.0.0.128/25'], false],
    [['::1'], false],
    [['::/0'], true],
  ] as const)
    test(`told to answer ${peers.join(' and ')} it ${isAnswered ? 'answers' : 'turns away'} 127.0.0.1`, async () => {
      await using server = await migmon.echoServer({ port: 0, peers }).listen();
      const answers = await ask(server.port, [ECHO], 100);
      assert.equal(answers.length, isAnswered ? 1 : 0);
      assert.equal((await server.close()).turnedAway, isAnswered ? 0 : 1);
    });

  test('at all addresses of IPv6 it answers IPv4, too, and knows its peers by either', async (context) => {
    const builder = migmon.echoServer({ host: '::', port: 0, peers: ['127.0.0.0/8'] });
    const server = await builder.listen().catch((error: HostError) => error);
    if (server instanceof HostError) return context.skip(`there is no IPv6 here: ${server.errno}`);
    await using _closing = server;
    assert.deepEqual(await ask(server.port, [ECHO]), [ECHO]);
  });

  test('answers from the address that was asked', async () => {
    await using server = await migmon.echoServer({ host: '0.0.0.0', port: 0 }).listen();
    // The client's socket is connected: it takes no answer from another address.
    const { sent, answered } = await migmon
      .downtime('127.0.0.9', { port: server.port })
      .every('20ms')
      .for('200ms')
      .run();
    assert.equal(answered, sent);
  });

  test('does not answer another server, which would answer the answer without end', async () => {
    await using server = await migmon.echoServer({ host: '127.0.0.1', port: 0 }).listen();
    await using other = await migmon.echoServer({ host: '127.0.0.2', port: server.port }).listen();
    const { createSocket } = await import('node:dgram');
    const forged = createSocket('udp4');
    await new Promise<void>((resolve) => forged.bind(server.port, '127.0.0.3', resolve));
    forged.send(ECHO, server.port, '127.0.0.1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    forged.close();
    assert.equal((await server.close()).ignored, 1);
    assert.equal((await other.close()).answered, 0);
  });

  test('tells each second in the words of mig_mon, and its counts', async () => {
    await using server = await migmon.echoServer({ port: 0 }).listen();
    await ask(server.port, [ECHO, Buffer.from('no')], 50);
    for await (const second of server.watch()) {
      assert.match(String(second), /^\[\d+\] responding to client$/);
      assert.equal(second.answered, 1);
      break;
    }
    assert.deepEqual(server.counts(), { answered: 1, ignored: 1, turnedAway: 0 });
  });

  test('names the address where nobody can listen', async () => {
    await using server = await migmon.echoServer({ port: 0 }).listen();
    const second = migmon.echoServer({ port: server.port });
    for (const begin of [() => second.listen(), () => second.run(), () => second.watch().next()])
      await assert.rejects(begin, (error: HostError) => {
        assert.equal(error.errno, 'EADDRINUSE');
        assert.match(
          error.message,
          new RegExp(`listen at 127\\.0\\.0\\.1:${server.port}.*somebody listens there already`),
        );
        return true;
      });
  });

  test('listens on loopback unless told otherwise', async () => {
    await using server = await migmon.echoServer({ port: 0 }).listen();
    await using other = await openPeer(() => {}, '127.0.0.1');
    assert.notEqual(server.port, other.port);
    const elsewhere = await migmon.downtime('127.0.0.2', { port: server.port }).every('20ms').for('100ms').run();
    assert.equal(elsewhere.answered, 0);
  });

  test('runs for as long as it is told', async () => {
    const result = await migmon.echoServer({ port: 0 }).for('50ms').run();
    assert.equal(result.answered, 0);
    assert.match(result.report().title, /^Echo server at UDP port \d+$/);
  });
});
