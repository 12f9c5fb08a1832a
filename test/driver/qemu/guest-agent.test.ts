import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectGuestAgent } from '../../../lib/driver/qemu/guest-agent/connect.ts';
import { runInGuest } from '../../../lib/driver/qemu/guest-agent/exec.ts';
import { readInGuest, writeInGuest } from '../../../lib/driver/qemu/guest-agent/files.ts';
import type { GuestAgent } from '../../../lib/driver/qemu/guest-agent/guest-agent.ts';
import { type Command, type Connection, fakeServer, refusal, reply } from './support/fake-server.ts';

/** An agent behind a port: it synchronises, and hands each other command on. */
const fakeAgent = (onCommand: (command: Command, connection: Connection) => void, before = '') =>
  fakeServer(
    () => undefined,
    (line, connection) => {
      const command = JSON.parse(line.replace('\ufffd', '')) as Command;
      if (command.execute !== 'guest-sync-delimited') return onCommand(command, connection);
      connection.say(before);
      connection.say(Uint8Array.of(0xff));
      connection.say(reply(command, command.arguments.id));
    },
  );

/** An agent without a port: answers by the command's name. */
const agentOf = (answers: Readonly<Record<string, (args: Record<string, unknown>) => unknown>>): GuestAgent => ({
  execute: async <Value>(command: string, args: object = {}) =>
    answers[command]?.(args as Record<string, unknown>) as Value,
});

test('an agent is brought into step once, whatever it still had to say', async () => {
  await using server = await fakeAgent(
    (command, { say }) => say(reply(command, command.execute)),
    '"}}\n{"return": {}}\n{"ret',
  );
  await using agent = await connectGuestAgent(server);
  assert.equal(await agent.execute('guest-ping'), 'guest-ping');
  assert.equal(await agent.execute('guest-info'), 'guest-info');
  const commands = server.heard.map((line) => JSON.parse(line.replace('\ufffd', '')).execute);
  assert.deepEqual(commands, ['guest-sync-delimited', 'guest-ping', 'guest-info']);
  assert.ok(server.heard[0]?.startsWith('\ufffd'), 'its parser is told to forget');
});

test('a guest that does not answer is given up in time, and brought into step again', async () => {
  await using server = await fakeAgent((command, { say }) => command.execute !== 'slow' && say(reply(command, 1)));
  await using agent = await connectGuestAgent(server, { who: 'the agent of vm1' });
  await assert.rejects(
    agent.execute('slow', {}, { timeout: 0.02 }),
    /execute slow on the agent of vm1 failed: ETIMEDOUT/,
  );
  assert.equal(await agent.execute('guest-ping'), 1);
  assert.equal(server.heard.filter((line) => line.includes('guest-sync-delimited')).length, 2);
});

test('commands are sent one at a time, and a refusal is the answer of one only', async () => {
  const underWay: string[] = [];
  await using server = await fakeAgent((command, { say }) => {
    underWay.push(command.execute);
    assert.equal(underWay.length, 1);
    setTimeout(() => {
      underWay.pop();
      say(command.execute === 'bad' ? refusal(command, 'no such command', 'CommandNotFound') : reply(command, 'good'));
    }, 5);
  });
  await using agent = await connectGuestAgent(server);
  const results = await Promise.allSettled(['good', 'bad', 'good'].map((command) => agent.execute(command)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.match(String((results[1] as PromiseRejectedResult).reason), /execute bad .* CommandNotFound: no such command/);
});

test('a program in the guest is run to its end, with its input and what it wrote', async () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  let looks = 0;
  let started: object = {};
  const agent = agentOf({
    'guest-exec': (args) => {
      started = args;
      return { pid: 7 };
    },
    'guest-exec-status': ({ pid }) => {
      assert.equal(pid, 7);
      return ++looks < 3
        ? { exited: false }
        : { exited: true, exitcode: 3, 'out-data': base64('ü\n'), 'err-data': base64('e') };
    },
  });
  assert.deepEqual(await runInGuest(agent, ['/bin/cat', '-'], { input: 'ü' }), {
    exitCode: 3,
    stdout: 'ü\n',
    stderr: 'e',
  });
  assert.deepEqual(started, { path: '/bin/cat', arg: ['-'], 'capture-output': true, 'input-data': base64('ü') });
});

test('a program that a signal ended has the exit code that shells give it', async () => {
  const agent = agentOf({ 'guest-exec': () => ({ pid: 7 }), 'guest-exec-status': () => ({ exited: true, signal: 9 }) });
  assert.deepEqual(await runInGuest(agent, ['x']), { exitCode: 137, stdout: '', stderr: '' });
});

test('an abort kills the program in the guest', async () => {
  const started: unknown[] = [];
  const agent = agentOf({
    'guest-exec': ({ path, arg }) => {
      started.push([path, arg]);
      return { pid: 7 };
    },
    'guest-exec-status': () => ({ exited: false }),
  });
  const controller = new AbortController();
  const running = runInGuest(agent, ['sleep', '9'], { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 20);
  await assert.rejects(running, /^Error: enough$/);
  assert.deepEqual(started, [
    ['sleep', ['9']],
    ['kill', ['-KILL', '7']],
  ]);
});

test('a file of any size goes into the guest in pieces, also where it takes less than it is given, and comes back', async () => {
  const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 7) & 0xff));
  const written: Buffer[] = [];
  let closed = 0;
  const agent = agentOf({
    'guest-file-open': ({ path }) => (path === '/tmp/x' ? 5 : undefined),
    'guest-file-write': ({ handle, 'buf-b64': base64 }) => {
      assert.equal(handle, 5);
      const piece = Buffer.from(String(base64), 'base64');
      assert.ok(piece.length <= 256 * 1024);
      written.push(piece.subarray(0, 200_000));
      return { count: Math.min(piece.length, 200_000), eof: false };
    },
    'guest-file-close': () => ++closed,
    'guest-file-read': () => ({ count: 3, 'buf-b64': Buffer.from('abc').toString('base64'), eof: true }),
  });
  await writeInGuest(agent, { path: '/tmp/x', bytes });
  assert.ok(Buffer.concat(written).equals(bytes));
  assert.equal(await readInGuest(agent, '/tmp/x'), 'abc');
  assert.equal(closed, 2);
});
