import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { HostError, RunError, UnsupportedError } from '../../../lib/core/errors.ts';
import type { Pace } from '../../../lib/load/place/guest/detached.ts';
import { guestPlace } from '../../../lib/load/place/guest/guest-place.ts';
import type { TaskRecord } from '../../../lib/native.ts';
import { type Behaviour, HASTY, type MemoryGuest, memoryAgents, memoryGuest, PROGRAM, QUICK } from './support.ts';

const sum = createHash('sha256').update(PROGRAM).digest('hex');
const TASK = { name: 'dirty', settings: { size: 4096, step_ends: Float64Array.of(1, 2), seed: undefined } };

/** A run of TASK in a guest in memory. */
function run(behaviour: Behaviour = {}, pace: Pace = QUICK) {
  const { session, agents } = memoryAgents();
  const there = memoryGuest({ ...behaviour, sum });
  const place = guestPlace(agents, { guest: there.guest, name: 'vm1', pace });
  const stop = new AbortController();
  const records: TaskRecord[] = [];
  const result = place.run(TASK, { signal: stop.signal, onRecord: (record) => void records.push(record) });
  result.catch(() => undefined);
  return { there, session, agents, place, stop, records, result };
}

async function begun(there: MemoryGuest): Promise<void> {
  for (let looks = 0; looks < 1000 && !there.running; looks++) await wait(1);
  assert.ok(there.running);
}

test('what a task in a guest tells comes as it does from the addon, also where a line comes in parts', async () => {
  const { there, records, result, session, place } = run();
  await begun(there);
  there.say('a warning\n{"type":"second","rate":null,"bins":[1,null],"na');
  await wait(30);
  there.say('me":"ü"}\n{"type":"ended","bytes":7}\n{"type":"result","bytes":7}\n');
  assert.deepEqual(await result, { type: 'result', bytes: 7 });
  assert.deepEqual(records, [{ type: 'second', rate: Number.NaN, bins: Float64Array.of(1, Number.NaN), name: 'ü' }]);
  assert.deepEqual(there.started.slice(1), [
    'task',
    'dirty',
    '--settings',
    '{"size":4096,"step_ends":[1,2]}',
    '--detached',
  ]);
  const [path = '', ...others] = there.files.keys();
  assert.match(path, /^\/tmp\/vmlab-agent-[0-9a-f]{32}\/vmlab-agent$/);
  assert.deepEqual(others, [], 'what ran has left nothing');
  assert.equal(session.effects.length, 1);
  await place.leave();
  assert.deepEqual([...there.files.keys(), ...session.effects], []);
});

test('it is sent compressed to a guest that can unpack it', async () => {
  const { there, result } = run({ gunzip: true });
  await begun(there);
  there.say('{"type":"result"}\n');
  await result;
  assert.deepEqual([...there.files.values()].map(String), ['small']);
});

test('one that is told to end is ended in the guest, and what it said last is read', async () => {
  const onEnd = (there: MemoryGuest) => {
    there.say('{"type":"result","bytes":9}\n');
    there.running = false;
  };
  const { there, stop, result } = run({ onEnd });
  await begun(there);
  stop.abort(new Error('enough'));
  assert.equal((await result).bytes, 9);
  assert.equal(there.ran.filter((name) => name === 'signal').length, 1);
});

test('a guest that is silent for a while is read on when it answers again', async () => {
  const { there, records, result } = run();
  await begun(there);
  there.silent = true;
  there.say('{"type":"second","at":1}\n');
  await wait(60);
  assert.deepEqual(records, []);
  there.silent = false;
  there.say('{"type":"result"}\n');
  await result;
  assert.equal(records.length, 1);
});

test('one that is silent for too long is given up; sooner where it was told to end', async () => {
  for (const told of [false, true]) {
    const { there, stop, records, result } = run({}, HASTY);
    await begun(there);
    there.say('{"type":"second","at":1}\n');
    for (let looks = 0; looks < 1000 && records.length === 0; looks++) await wait(1);
    there.silent = true;
    if (told) stop.abort();
    await assert.rejects(result, (error) => {
      assert.ok(error instanceof RunError && error.code === 'GUEST_SILENT', String(error));
      assert.match(error.message, /^the guest has not answered for \d+ s: .*ETIMEDOUT/);
      return true;
    });
    assert.equal(records.length, 1);
  }
});

test('one that is refused at once is told in its words, with the name of the error that they are of', async () => {
  const { there, result } = run();
  await begun(there);
  there.complain('vmlab-agent: cannot listen at 0.0.0.0:80: Permission denied\n');
  there.running = false;
  await assert.rejects(result, (error) => {
    assert.ok(error instanceof HostError && error.operation === 'start', String(error));
    assert.deepEqual([error.host, error.errno], ['vm1', 'EACCES']);
    return true;
  });
});

test('one that was killed in the guest is no result', async () => {
  const { there, result } = run();
  await begun(there);
  there.say('{"type":"second"}\n');
  there.running = false;
  await assert.rejects(result, /AGENT|vmlab-agent was killed on vm1 while it ran 'dirty'/);
});

test('a guest that cannot run it is told so, with what to do, and nothing is left in it', async () => {
  const cases: [Behaviour, RegExp, new (...args: never[]) => Error][] = [
    [
      { machine: 'Linux aarch64' },
      /vmlab-agent is not supported on the guest, which is Linux aarch64: .*x86_64/,
      UnsupportedError,
    ],
    [{ room: '' }, /not supported on the guest: mount one of \/tmp, .* without noexec/, UnsupportedError],
    [{ tried: { stdout: 'f00  /tmp/x\n' } }, /copy \S+ on the guest failed: it arrived changed/, HostError],
    [{ tried: { exitCode: 132, stderr: '' } }, /copy \S+ on the guest failed: it ended with exit code 132/, HostError],
    [{ tried: { exitCode: 126, stderr: 'sh: Permission denied' } }, /failed: sh: Permission denied/, HostError],
  ];
  for (const [behaviour, message, kind] of cases) {
    const { there, result, session } = run(behaviour);
    await assert.rejects(result, (error: Error) => error instanceof kind && message.test(error.message));
    assert.deepEqual([...there.files.keys(), ...session.effects], []);
  }
});

test('all that runs in a guest shares one copy, which goes with the last, and comes anew after', async () => {
  const { agents } = memoryAgents();
  const { guest, files, ran } = memoryGuest({ sum });
  const [one, other] = await Promise.all([agents.hold(guest), agents.hold(guest)]);
  assert.equal(one.agent.path, other.agent.path);
  await one.release();
  await one.release();
  assert.equal(files.size, 1);
  await other.release();
  assert.equal(files.size, 0);
  const again = await agents.hold(guest);
  assert.notEqual(again.agent.path, one.agent.path);
  assert.equal(ran.filter((name) => name === 'try').length, 2);
});

test('what is too long for a command line is refused before anything is copied', async () => {
  const { agents } = memoryAgents();
  const { guest, ran } = memoryGuest({ sum });
  const place = guestPlace(agents, { guest, name: 'vm1' });
  const settings = { faults: new Float64Array(100_000) };
  const running = place.run(
    { name: 'stream-destination', settings },
    { signal: new AbortController().signal, onRecord: () => {} },
  );
  await assert.rejects(running, UnsupportedError);
  assert.deepEqual(ran, []);
});
