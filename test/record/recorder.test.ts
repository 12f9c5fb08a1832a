import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { monotonic } from '../../lib/core/clock.ts';
import { native } from '../../lib/native.ts';
import { processCounters } from '../../lib/record/process-counters.ts';
import { startRecorder } from '../../lib/record/recorder.ts';

const skip = (() => {
  try {
    native();
    return false;
  } catch (error) {
    return (error as Error).message;
  }
})();

test('a recorder tells what a process used in each step, from the kernel, and how many steps are complete', {
  skip,
}, async () => {
  const interval = new Float64Array(3).fill(0.1);
  const counters = processCounters(process.pid);
  const complete: number[] = [];
  const recorder = startRecorder({ name: 'self', origin: monotonic(), interval, counters }, (steps) =>
    complete.push(steps),
  );
  const end = Date.now() + 320;
  while (Date.now() < end); // one core's worth, and a blocked event loop: the samples are taken all the same
  await recorder.done;
  const { cpu, memory, tx } = recorder.trace();
  assert.deepEqual(complete, [0, 1, 2, 3]);
  assert.ok(
    cpu.every((cores) => cores > 0.05 && cores < 3),
    String(cpu),
  );
  assert.ok(
    memory.every((bytes) => bytes > 10 * 2 ** 20),
    String(memory),
  );
  assert.ok(tx.every(Number.isNaN));
});

test('a recorder that is stopped keeps what it has; steps to come are not recorded', { skip }, async () => {
  const interval = new Float64Array(10).fill(0.05);
  const recorder = startRecorder({
    name: 'self',
    origin: monotonic(),
    interval,
    counters: processCounters(process.pid),
  });
  await new Promise((resolve) => setTimeout(resolve, 130));
  recorder.stop();
  await recorder.done;
  assert.ok(recorder.steps >= 1 && recorder.steps < 10);
  assert.ok(Number.isNaN(recorder.used('cpu', 9)));
});

test('a recorder that cannot open one of its counters leaves nothing running', { skip }, () => {
  const script = `
    import { monotonic } from './lib/core/clock.ts';
    import { processCounters } from './lib/record/process-counters.ts';
    import { startRecorder } from './lib/record/recorder.ts';
    const counters = { ...processCounters(process.pid), tx: { file: '/nowhere', parse: Number, measuredBy: '' } };
    const interval = Float64Array.of(60);
    try { startRecorder({ name: 'self', origin: monotonic(), interval, counters }); } catch ({ message }) { console.log(message); }`;
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout, signal } = spawnSync(process.execPath, argv, { timeout: 20_000, encoding: 'utf8' });
  assert.match(stdout, /\/nowhere/);
  assert.equal(signal, null, 'it kept the process alive');
});

test('what the kernel says of a process is read in base units', () => {
  const { cpu, memory, read, write } = processCounters(1);
  assert.equal(cpu?.parse('1500000000'), 1.5);
  assert.equal(memory?.parse('VmRSS:\t 90 kB\nRssAnon:\t   12 kB\n'), 12 * 1024);
  assert.equal(read?.parse('rchar: 1\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 5\n'), 4096);
  assert.equal(write?.parse('rchar: 1\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 5\n'), 8192);
});
