import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../../../lib/core/errors.ts';
import { connectQmp } from '../../../lib/driver/qemu/qmp/connect.ts';
import { type Command, type Connection, fakeMonitor, fakeServer, refusal, reply } from './support/fake-server.ts';

const hostError = (expected: Partial<HostError>) => (error: unknown) => {
  assert.ok(error instanceof HostError, String(error));
  assert.deepEqual(
    { ...expected },
    Object.fromEntries(Object.keys(expected).map((key) => [key, error[key as keyof HostError]])),
  );
  return true;
};

test('a client greets, readies the monitor, and tells its version', async () => {
  await using server = await fakeMonitor(() => undefined);
  await using qmp = await connectQmp(server);
  assert.equal(qmp.version, '10.0.2');
  assert.deepEqual(
    server.heard.map((line) => JSON.parse(line).execute),
    ['qmp_capabilities'],
  );
});

test('replies reach who asked, in whatever order they come, however they are cut', async () => {
  const asked: Command[] = [];
  await using server = await fakeMonitor((command, { say }) => {
    asked.push(command);
    if (asked.length < 3) return;
    const text = asked
      .reverse()
      .map((each) => reply(each, { of: each.arguments.name }))
      .join('');
    for (const character of text) say(character);
  });
  await using qmp = await connectQmp(server);
  const names = ['a', 'b\n"ü', 'c'];
  assert.deepEqual(
    await Promise.all(names.map((name) => qmp.execute('x', { name }))),
    names.map((name) => ({ of: name })),
  );
});

test("a command that is refused rejects with QEMU's class and sentence", async () => {
  await using server = await fakeMonitor((command, { say }) =>
    say(refusal(command, 'There is no such thing', 'DeviceNotFound')),
  );
  await using qmp = await connectQmp(server, { who: 'QEMU vm1' });
  const expected = {
    host: 'QEMU vm1',
    target: 'device_del',
    errno: 'DeviceNotFound',
    stderr: 'There is no such thing',
  };
  await assert.rejects(qmp.execute('device_del', { id: 'x' }), hostError(expected));
  await assert.rejects(qmp.execute('stop'), { message: /^execute stop on QEMU vm1 failed: DeviceNotFound: There is/ });
});

test('what is to go out of band does, where QEMU can', async () => {
  await using server = await fakeMonitor((command, { say }) => say(reply(command, {})));
  await using qmp = await connectQmp(server);
  await qmp.execute('migrate-pause', {}, { outOfBand: true });
  assert.deepEqual(
    server.heard.map((line) => JSON.parse(line)),
    [
      { execute: 'qmp_capabilities', arguments: { enable: ['oob'] }, id: 2 },
      { 'exec-oob': 'migrate-pause', arguments: {}, id: 3 },
    ],
  );
});

test('events come to every reader, from the call on, with their time', async () => {
  let monitor: Connection | undefined;
  await using server = await fakeMonitor((command, connection) => {
    monitor = connection;
    connection.say(reply(command, {}));
  });
  await using qmp = await connectQmp(server);
  await qmp.execute('query-status');
  const left = new AbortController();
  const readers = [qmp.events(), qmp.events(left.signal)];
  const heard: string[] = [];
  const stop = qmp.onEvent(({ name }) => heard.push(name));
  monitor?.say(event('STOP', 12, 345) + event('RESUME', 13, 0, { reason: 'x' }));
  for (const reader of readers) {
    const events = await take(reader, 2);
    assert.deepEqual(events, [
      { name: 'STOP', at: 12.000345, data: {} },
      { name: 'RESUME', at: 13, data: { reason: 'x' } },
    ]);
  }
  stop();
  monitor?.say(event('STOP', 14, 0));
  await qmp.execute('query-status');
  assert.deepEqual(heard, ['STOP', 'RESUME']);
  left.abort();
  assert.deepEqual(await take(qmp.events(left.signal), 1).catch(() => []), []);
});

test('when QEMU ends, all who wait are told, and so are those who ask later', async () => {
  await using server = await fakeMonitor(({ execute }, { end }) => execute === 'die' && end());
  await using qmp = await connectQmp(server, { who: 'QEMU vm1' });
  const events = take(qmp.events(), 1);
  const waiting = ['a', 'b', 'die'].map((command) => qmp.execute(command));
  for (const [index, target] of ['a', 'b', 'die'].entries())
    await assert.rejects(
      waiting[index] as Promise<unknown>,
      hostError({ target, errno: 'ECONNRESET', host: 'QEMU vm1' }),
    );
  await qmp.ended;
  await assert.rejects(qmp.execute('late'), hostError({ target: 'late', errno: 'ECONNRESET' }));
  assert.deepEqual(await events, []);
});

test('no wait is longer than its time, and a reply that comes after it harms nobody', async () => {
  const asked: Command[] = [];
  await using server = await fakeMonitor((command, { say }) => {
    asked.push(command);
    if (command.execute === 'next') for (const each of asked) say(reply(each, each.execute));
  });
  await using qmp = await connectQmp(server);
  await assert.rejects(qmp.execute('slow', {}, { timeout: 0.02 }), hostError({ errno: 'ETIMEDOUT', target: 'slow' }));
  assert.equal(await qmp.execute('next'), 'next');
});

test('an abort rejects with its reason, before and while waiting', async () => {
  await using server = await fakeMonitor(() => undefined);
  await using qmp = await connectQmp(server);
  const controller = new AbortController();
  const waiting = qmp.execute('slow', {}, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await assert.rejects(waiting, /^Error: enough$/);
  await assert.rejects(qmp.execute('slow', {}, { signal: controller.signal }), /^Error: enough$/);
});

test('who is no monitor, or says nothing, or is not there, is told as such', async () => {
  await using silent = await fakeServer(
    () => undefined,
    () => undefined,
  );
  await assert.rejects(connectQmp(silent, { timeout: 0.05 }), hostError({ errno: 'ETIMEDOUT', target: 'greeting' }));
  await using other = await fakeServer(
    ({ say }) => say('220 mail.example ESMTP\r\n'),
    () => undefined,
  );
  await assert.rejects(connectQmp(other), { message: /greeting.*expected JSON, got '220 mail\.example ESMTP/ });
  await assert.rejects(
    connectQmp({ path: '/nowhere/qmp.sock' }),
    hostError({ errno: 'ENOENT', target: '/nowhere/qmp.sock' }),
  );
});

const event = (name: string, seconds: number, microseconds: number, data?: object): string =>
  `${JSON.stringify({ event: name, data, timestamp: { seconds, microseconds } })}\r\n`;

async function take<Item>(items: AsyncIterable<Item>, count: number): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items) if (taken.push(item) === count) break;
  return taken;
}
