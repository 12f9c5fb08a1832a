/** Measurements that are started and stopped a thousand times leave no thread, no descriptor and no memory behind. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTask } from '../../lib/load/place/start-task.ts';
import type { TaskRecord, TaskSettings } from '../../lib/native.ts';

const CYCLES = Number(process.env.VMLAB_CYCLES ?? 1000);
const WARM_UP = 50;
/** What the allocator may keep for itself, whatever the number of cycles. */
const KEPT_BYTES = 24 * 2 ** 20;

type Side = readonly [name: string, settings: TaskSettings];

const host = '127.0.0.1';
const TASKS: Readonly<Record<string, readonly Side[]>> = {
  'dirty memory': [['dirty', { size: 2 ** 20, threads: 2 }]],
  'dirty memory at a rate, timed': [['dirty', { size: 2 ** 20, rate: 2 ** 24, latency: 1 }]],
  'both streams': [
    ['stream-destination', { host, port: 18323 }],
    ['stream-source', { host, port: 18323, precopy: 1, postcopy: 1 }],
  ],
  'streams over several channels': [
    ['stream-destination', { host, port: 18324 }],
    ['stream-source', { host, port: 18324, precopy: 1, postcopy: 1, channels: 3, requested_channel: 1 }],
  ],
  'an echo client and its server': [
    ['echo-server', { address: host, port: 18325 }],
    ['echo-client', { address: host, port: 18325, interval: 0.001 }],
  ],
  'a beacon and its listener': [
    ['listener', { address: host, port: 18326 }],
    ['beacon', { address: host, port: 18326, interval: 0.001 }],
  ],
};

for (const [name, sides] of Object.entries(TASKS))
  test(`${name}, ${CYCLES} times`, { timeout: 600_000 }, async () => {
    for (let cycle = 0; cycle < WARM_UP; cycle++) await once(sides);
    const before = await held();
    for (let cycle = 0; cycle < CYCLES; cycle++) await once(sides);
    const after = await held();
    assert.equal(after.threads, before.threads, 'threads');
    assert.deepEqual(after.descriptors, before.descriptors);
    assert.ok(after.resident - before.resident < KEPT_BYTES, `${after.resident - before.resident} bytes more`);
  });

async function once(sides: readonly Side[]): Promise<void> {
  let told = () => {};
  const first = new Promise<void>((resolve) => {
    told = resolve;
  });
  const listener = (_: TaskRecord) => told();
  const running = sides.map(([name, settings]) => startTask(name, settings, listener));
  // Some cycles end in the middle of it all, some before the first word.
  await Promise.race([first, sleep(Math.random() * 20)]);
  for (const { stop } of running.reverse()) stop();
  for (const { done } of running) {
    const { error } = await done;
    assert.equal(error, undefined, String(error));
  }
}

async function held() {
  global.gc?.();
  await sleep(200);
  const status = readFileSync('/proc/self/status', 'utf8');
  const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    threads: number('Threads'),
    resident: number('VmRSS') * 1024,
    descriptors: readdirSync('/proc/self/fd').length,
  };
}
