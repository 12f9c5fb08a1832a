/** vmlab-agent memory: what a guest tells of its memory. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { AgentProcess, type Line, skip } from './agent-process.ts';

const KEYS = ['type', 'total_bytes', 'free_bytes', 'buffers_bytes', 'cached_bytes', 'available_bytes'];

const listening = async (args: readonly string[] = []) => {
  const agent = new AgentProcess(['memory', '--port', '0', ...args]);
  const { port } = await agent.line('listening');
  return { agent, port: Number(port) };
};

async function firstLines(socket: Socket, count: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of createInterface(socket)) if (lines.push(JSON.parse(line)) === count) break;
  socket.destroy();
  return lines;
}

const end = async ({ agent }: { agent: AgentProcess }) => {
  agent.closeInput();
  assert.equal((await agent.ended()).status, 0);
};

describe('vmlab-agent memory', { skip, timeout: 20_000 }, () => {
  test('tells a client what /proc/meminfo says, at once', async () => {
    const server = await listening(['--interval', '3600s']);
    const [line] = await firstLines(connect(server.port, '127.0.0.1'), 1);
    assert.deepEqual(Object.keys(line ?? {}), KEYS);
    const total = /^MemTotal:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    assert.equal(line?.total_bytes, Number(total) * 1024);
    await end(server);
  });

  test('goes on at its interval, to every client', async () => {
    const server = await listening(['--interval', '50ms']);
    const start = performance.now();
    const clients = [1, 2, 3].map(() => firstLines(connect(server.port, '127.0.0.1'), 5));
    for (const lines of await Promise.all(clients)) assert.equal(lines.length, 5);
    assert.ok(performance.now() - start >= 3 * 50);
    await end(server);
  });

  test('waits for no client that does not read', async () => {
    const server = await listening(['--interval', '10ms']);
    const lazy = connect(server.port, '127.0.0.1').pause();
    await once(lazy, 'connect');
    assert.equal((await firstLines(connect(server.port, '127.0.0.1'), 50)).length, 50);
    lazy.destroy();
    await end(server);
  });

  test('turns away the 65th client, and takes one again when another has left', async () => {
    const server = await listening(['--interval', '3600s']);
    const clients = Array.from({ length: 64 }, () => connect(server.port, '127.0.0.1'));
    await Promise.all(clients.map((client) => once(client, 'data')));
    const onceMore = connect(server.port, '127.0.0.1');
    onceMore.on('error', () => {}); // a reset is a refusal, too
    onceMore.resume();
    await once(onceMore, 'close');
    assert.equal(onceMore.bytesRead, 0);
    clients[0]?.destroy();
    await delay(50);
    assert.equal((await firstLines(connect(server.port, '127.0.0.1'), 1)).length, 1);
    for (const client of clients) client.destroy();
    await end(server);
  });

  test('prints the lines where it is asked to, and listens nowhere', async () => {
    const agent = new AgentProcess(['memory', '--stdout', '--interval', '20ms']);
    while (agent.lines.length < 3) await delay(10);
    assert.ok(agent.lines.every(({ type }) => type === 'memory'));
    await end({ agent });
  });

  test('stays without an input where it is detached, until SIGTERM', async () => {
    const server = await listening(['--detached']);
    server.agent.closeInput();
    await delay(50);
    assert.equal((await firstLines(connect(server.port, '127.0.0.1'), 1)).length, 1);
    server.agent.child.kill('SIGTERM');
    assert.equal((await server.agent.ended()).status, 0);
  });

  for (const [flag, value] of [
    ['--interval', '1ms'],
    ['--interval', '2min'],
    ['--interval', 'nan'],
    ['--port', '65536'],
    ['--colour', 'red'],
  ] as const)
    test(`refuses ${flag} ${value}`, async () => {
      const { status, stderr } = await new AgentProcess(['memory', flag, value]).ended();
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(flag));
    });
});
