/** The addon at the ends of what it runs in: threads of JavaScript that end, processes that exit, while its own threads run. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { native } from '../../lib/native.ts';

/** Starts clocks and recorders that would run for long, the recorders with a line to JavaScript each millisecond. */
const BUSY = `
const addon = require(file);
const at = Float64Array.from({ length: 60000 }, (_, step) => step * 1e6);
const origin = process.hrtime.bigint();
const running = [];
for (let beside = 0; beside < 4; beside++) {
  running.push(addon.startStepClock({ origin, at, sink: new Uint32Array(at.length), text: [...at].map(String), sinks: ['/dev/null'] }));
  running.push(addon.startRecorder({ origin, at, probes: ['/proc/uptime', process.pid] }, () => {}));
}
`;
const ADDON = createRequire(import.meta.url)('node-gyp-build').resolve(
  new URL('../../native', import.meta.url).pathname,
);
const busy = (then: string) => `const file = ${JSON.stringify(ADDON)};${BUSY}${then}`;

const threads = () => readdirSync('/proc/self/task').length;
const openFiles = () => readdirSync('/proc/self/fd').length;

/** Node takes its time to close what a worker had. */
async function settled(count: () => number, before: number): Promise<void> {
  for (let patience = 100; count() > before && patience > 0; patience--) await sleep(20);
  assert.ok(count() <= before, `${count()} instead of ${before}`);
}

describe('clocks and recorders', () => {
  test('end with the worker thread that starts them, at whatever moment, and leave no thread and no file open', async () => {
    native();
    await endWorker(0);
    const before = { threads: threads(), files: openFiles() };
    for (const moment of [0, 2, 5, 10, 20, 40, 80, 160, 300]) await endWorker(moment);
    await settled(threads, before.threads);
    await settled(openFiles, before.files);
  });

  for (const [how, end] of Object.entries({
    'process.exit': 'setTimeout(() => process.exit(0), 20);',
    'its last line': 'setTimeout(() => running.forEach((each) => each.stop()), 20);',
  }))
    test(`do not trouble a process that ends by ${how}`, async () => {
      const child = spawn(process.execPath, ['-e', busy(end)], { stdio: ['ignore', 'inherit', 'inherit'] });
      assert.deepEqual(await once(child, 'close'), [0, null]);
    });

  test('can be stopped, though nobody holds on to them', async () => {
    const collecting = 'running.length = 0; gc(); setTimeout(() => { gc(); process.exit(0); }, 50);';
    const child = spawn(process.execPath, ['--expose-gc', '-e', busy(collecting)], { stdio: 'inherit' });
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });
});

/** Ends a worker so many ms after it began to start them. */
async function endWorker(moment: number): Promise<void> {
  const begins = "require('node:worker_threads').parentPort.postMessage('begins');";
  const worker = new Worker(`${begins}${busy('')}`, { eval: true, trackUnmanagedFds: false });
  await once(worker, 'message');
  await sleep(moment);
  await worker.terminate();
}
