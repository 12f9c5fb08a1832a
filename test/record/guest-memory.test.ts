import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { HostError, InputError } from '../../lib/core/errors.ts';
import { type GuestMemory, guestMemory, usedOf } from '../../lib/record/guest-memory.ts';
import { listenToGuests } from '../../lib/sched/live/guests.ts';
import { AgentProcess, skip } from '../native/agent-process.ts';

const LINE =
  '{"type":"memory","total_bytes":1000,"free_bytes":100,"buffers_bytes":20,"cached_bytes":30,"available_bytes":400}\n';
const MEMORY = { total: 1000, free: 100, buffers: 20, cached: 30, available: 400 };

/** Somebody who says something to each that comes, on a port of loopback. */
async function saying(say: (socket: Socket) => void, port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    say(socket);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function all(port: number, signal?: AbortSignal): Promise<GuestMemory[]> {
  const told: GuestMemory[] = [];
  for await (const memory of guestMemory({ host: '127.0.0.1', port }, signal)) told.push(memory);
  return told;
}

describe('the memory of a guest', () => {
  test('comes as its agent tells it, however the lines are cut', async () => {
    const { server, port } = await saying(async (socket) => {
      socket.write(LINE + LINE.slice(0, 20));
      await wait(20);
      socket.end(LINE.slice(20));
    });
    assert.deepEqual(await all(port), [MEMORY, MEMORY]);
    server.close();
  });

  test('in use is what could not be given to others; without MemAvailable, what is neither free nor cached', () => {
    assert.equal(usedOf(MEMORY), 600);
    assert.equal(usedOf({ ...MEMORY, available: Number.NaN }), 850);
  });

  for (const text of ['hello\n', '{"type":"step"}\n', '{"type":"memory"}\n', '7\n', 'null\n'])
    test(`is refused where somebody else says ${text.trim()}`, async () => {
      const { server, port } = await saying((socket) => socket.end(text));
      await assert.rejects(all(port), InputError);
      server.close();
    });

  test('is refused where a line has no end', async () => {
    const { server, port } = await saying((socket) => socket.write('x'.repeat(200_000)));
    await assert.rejects(all(port), HostError);
    server.close();
  });

  test('is an error where nobody listens', async () => {
    const { server, port } = await saying(() => {});
    server.close();
    await once(server, 'close');
    await assert.rejects(all(port), (error: HostError) => error.errno === 'ECONNREFUSED');
  });

  test('ends with the signal', async () => {
    const { server, port } = await saying((socket) => socket.write(LINE));
    assert.deepEqual(await all(port, AbortSignal.timeout(100)), [MEMORY]);
    server.close();
  });

  test('is what vmlab-agent tells', { skip }, async () => {
    const agent = new AgentProcess(['memory', '--port', '0']);
    const { port } = await agent.line('listening');
    for await (const { total, available } of guestMemory({ host: '127.0.0.1', port: Number(port) })) {
      assert.ok(total > available && available > 0);
      break;
    }
    agent.closeInput();
    await agent.ended();
  });
});

describe('guests that are listened to', () => {
  test('are told of by name, and called again when they were lost', async () => {
    const first = await saying((socket) => socket.end(LINE));
    await using guests = listenToGuests({ vm1: { host: '127.0.0.1', port: first.port } }, 0.1);
    assert.equal(guests.usedBy('vm2'), undefined);
    assert.throws(() => guests.usedBy('vm1'), /has not told anything yet/);
    first.server.close();
    await once(first.server, 'close');
    const again = await saying((socket) => socket.end(LINE.replace('400', '300')), first.port);
    for (let tries = 0; tries < 150; tries++) {
      await wait(20);
      if (usedNow() === 700) break;
    }
    assert.equal(usedNow(), 700);
    again.server.close();

    function usedNow(): number | undefined {
      try {
        return guests.usedBy('vm1');
      } catch {
        return undefined;
      }
    }
  });
});
