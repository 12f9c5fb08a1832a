import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { deadlines, monotonic } from '../../lib/core/clock.ts';
import { native, type Schedule } from '../../lib/native.ts';

const { errno } = constants;
const directory = mkdtempSync(join(tmpdir(), 'vmlab-test-'));
after(() => rmSync(directory, { recursive: true }));

/** Schedules of numbered lines, one every so many seconds, all for one sink. */
const numbered = (sink: string | number, count: number, every: number): Schedule => ({
  origin: monotonic() + 20_000_000n,
  at: deadlines(new Float64Array(count).fill(every)),
  sink: new Uint32Array(count),
  text: Array.from({ length: count }, (_, index) => `${index}\n`),
  sinks: [sink],
});

/** Waits in read(2) for the next lines: nothing of JavaScript runs meanwhile. Empty: the writer has closed. */
function nextLines(descriptor: number): string {
  const buffer = Buffer.alloc(1000);
  return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, null));
}

/** Lines until the writer closes, each with when it came. */
function arrivals(descriptor: number): { readonly line: string; readonly at: bigint }[] {
  const came = [];
  for (let text = nextLines(descriptor); text !== ''; text = nextLines(descriptor))
    came.push(...text.match(/.*\n/g)!.map((line) => ({ line, at: monotonic() })));
  return came;
}

function emptyFile(name: string): string {
  const file = join(directory, name);
  writeFileSync(file, '');
  return file;
}

const openFiles = () => readdirSync('/proc/self/fd').length;

describe('a step clock', () => {
  test('acts at its deadlines, in order and never before them, while the event loop stands still', async () => {
    const pipe = native().pipe();
    const schedule = numbered(pipe.write, 40, 0.01);
    const clock = native().startStepClock(schedule);
    const came = arrivals(pipe.read);
    closeSync(pipe.read);
    assert.deepEqual(
      came.map(({ line }) => line),
      schedule.text,
    );
    const { late, error } = await clock.done;
    assert.ok(error.every((number) => number === 0));
    for (const [index, at] of schedule.at.entries()) {
      const early = at - Number((came[index]?.at ?? 0n) - schedule.origin);
      assert.ok(early <= 0, `action ${index} came ${early} ns too early`);
      assert.ok((late[index] as number) >= 0 && (late[index] as number) < 1e9);
    }
  });

  test('acts at once, and in order, where deadlines have passed', async () => {
    const pipe = native().pipe();
    const clock = native().startStepClock({ ...numbered(pipe.write, 3, 0), origin: monotonic() - 1_000_000_000n });
    const { late } = await clock.done;
    assert.equal(nextLines(pipe.read), '0\n1\n2\n');
    closeSync(pipe.read);
    for (const ns of late) assert.ok(ns >= 1e9, `${ns}`);
  });

  test('writes each value at the start of a file, as cgroup files want it', async () => {
    const file = emptyFile('value');
    const schedule = numbered(file, 3, 0.001);
    await native().startStepClock(schedule).done;
    assert.equal(readFileSync(file, 'utf8'), '2\n');
  });

  test('that is stopped ends at once, and says what was never done', async () => {
    const schedule = { ...numbered(emptyFile('stopped'), 3, 60), at: Float64Array.of(0, 60e9, 120e9) };
    const clock = native().startStepClock(schedule);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const asked = performance.now();
    clock.stop();
    clock.stop();
    const { late } = await clock.done;
    assert.ok(performance.now() - asked < 500);
    assert.ok((late[0] as number) >= 0);
    assert.deepEqual([...late.subarray(1)], [-1, -1]);
    clock.stop();
  });

  test('without actions is done', async () => {
    const { late, error } = await native().startStepClock(numbered(emptyFile('none'), 0, 1)).done;
    assert.deepEqual([late.length, error.length], [0, 0]);
  });

  test('tells the errno of each write that failed, and goes on', async () => {
    const pipe = native().pipe();
    closeSync(pipe.read);
    const schedule = { ...numbered('/dev/full', 3, 0.001), sinks: ['/dev/full', pipe.write, emptyFile('fine')] };
    const { error } = await native().startStepClock({ ...schedule, sink: Uint32Array.of(0, 1, 2) }).done;
    assert.deepEqual([...error], [errno.ENOSPC, errno.EPIPE, 0]);
  });

  test('does not wait for a reader that has stalled', async () => {
    const pipe = native().pipe();
    const schedule = numbered(pipe.write, 40, 0.001);
    const text = schedule.text.map(() => 'x'.repeat(60_000));
    const { error, late } = await native().startStepClock({ ...schedule, text }).done;
    closeSync(pipe.read);
    assert.equal(error[0], 0);
    assert.equal(error.at(-1), errno.EAGAIN);
    for (const ns of late) assert.ok(ns >= 0 && ns < 1e9);
  });

  test('does not start with a path that is not there: an error with its errno', () => {
    const before = openFiles();
    const schedule = { ...numbered('', 1, 1), sinks: [emptyFile('there'), '/nowhere/cpu.max'] };
    assert.throws(() => native().startStepClock(schedule), { errno: errno.ENOENT, message: /\/nowhere\/cpu\.max/ });
    assert.equal(openFiles(), before);
  });

  for (const [what, wrong] of Object.entries({
    'a sink that is not among them': { sink: Uint32Array.of(0, 1) },
    'fewer deadlines than texts': { at: Float64Array.of(0) },
    'fewer sinks of actions than texts': { sink: Uint32Array.of(0) },
    'no sinks': { sinks: undefined as never },
    'no origin': { origin: undefined as never },
    'a text that is none': { text: [1, 2] as never },
  }))
    test(`does not start with ${what}`, () => {
      const before = openFiles();
      assert.throws(() => native().startStepClock({ ...numbered(emptyFile('wrong'), 2, 1), ...wrong }), Error);
      assert.equal(openFiles(), before);
    });

  test('runs beside a hundred others, each doing all of its own', async () => {
    const before = openFiles();
    const files = Array.from({ length: 100 }, (_, index) => openSync(join(directory, `many-${index}`), 'w'));
    const clocks = files.map((file) => native().startStepClock(numbered(file, 20, 0.005)));
    const outcomes = await Promise.all(clocks.map(({ done }) => done));
    for (const { late, error } of outcomes) {
      assert.ok(late.every((ns) => ns >= 0));
      assert.ok(error.every((number) => number === 0));
    }
    for (const index of files.keys()) assert.equal(readFileSync(join(directory, `many-${index}`), 'utf8'), '19\n');
    assert.ok(openFiles() <= before, 'the clocks have closed what was theirs');
  });
});
