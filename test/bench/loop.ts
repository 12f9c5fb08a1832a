import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTask } from '../../lib/load/place/start-task.ts';
import type { Background, TaskRecord } from '../../lib/native.ts';
import { percentile } from '../../lib/stats/percentile.ts';
import { print } from './support/figure.ts';

const SECONDS = 4;
const ROUNDS = 5;
const SIZE = 256 * 2 ** 20;
const TICK_MS = 1;

/** How late the event loop is while native threads measure: with a core free, and with none free beside an equal load of another process. */
export async function benchLoop(): Promise<void> {
  print([{ name: 'event loop late by itself, p99', value: await lateness(), unit: 'ms' }]);
  for (const [name, start] of Object.entries(WITH_A_CORE_FREE))
    print([{ name: `… while ${name} runs, p99`, value: await during(start), unit: 'ms', most: 5 }]);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await during(() => [dirty(2)]));
    theirs.push(await beside(stressor()));
  }
  const [own, other] = [ours, theirs].map((all) => percentile(all, 50)) as [number, number];
  print([
    { name: 'with no core free, dirty memory on both: p99, median of 5', value: own, unit: 'ms' },
    { name: '… beside stress-ng on both', value: other, unit: 'ms' },
    { name: '… ours by theirs', value: own / other, unit: '×', most: 1 },
  ]);
}

const ignore = (_: TaskRecord): void => {};

const dirty = (threads: number) => startTask('dirty', { size: SIZE, pattern: 'sequential', threads }, ignore);

const WITH_A_CORE_FREE: Readonly<Record<string, () => Background<TaskRecord>[]>> = {
  'dirty memory, one thread': () => [dirty(1)],
  'dirty memory at 500 MiB/s': () => [startTask('dirty', { size: SIZE, rate: 500 * 2 ** 20 }, ignore)],
  'an echo client every 100 us': () => [
    startTask('echo-server', { address: '127.0.0.1', port: 19008 }, ignore),
    startTask('echo-client', { address: '127.0.0.1', port: 19008, interval: 1e-4 }, ignore),
  ],
  'postcopy requests over loopback': () => [
    startTask('stream-destination', { host: '127.0.0.1', port: 19323 }, ignore),
    startTask('stream-source', { host: '127.0.0.1', port: 19323, precopy: 0, postcopy: 1 }, ignore),
  ],
};

async function during(start: () => Background<TaskRecord>[]): Promise<number> {
  const running = start();
  try {
    await sleep(1000);
    return await lateness();
  } finally {
    for (const { stop } of running) stop();
    await Promise.all(running.map(({ done }) => done));
  }
}

const stressor = (): ChildProcess =>
  spawn('stress-ng', ['--vm', '2', '--vm-bytes', String(SIZE), '--vm-keep', '--timeout', `${SECONDS + 3}s`, '-q']);

async function beside(child: ChildProcess): Promise<number> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await sleep(1000);
    return await lateness();
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** p99 of how much later than asked a timer of 1 ms comes, in ms. */
async function lateness(): Promise<number> {
  const late: number[] = [];
  const end = performance.now() + SECONDS * 1000;
  for (let asked = performance.now() + TICK_MS; asked < end; asked = performance.now() + TICK_MS) {
    await sleep(TICK_MS);
    late.push(Math.max(0, performance.now() - asked));
  }
  return percentile(late, 99);
}
