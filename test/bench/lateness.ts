import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createTrace } from '../../lib/trace/trace.ts';
import { print } from './support/figure.ts';
import { column, replayOf } from './support/replay-of.ts';

const STEPS = 200;
const STEP_S = 0.2;
const BLOCKED_MS = 300;

/** How late steps are while every core is busy with other work and the event loop is blocked for 300 ms at a time. */
export async function benchLateness(): Promise<void> {
  const busy = Array.from({ length: availableParallelism() }, () => spinner(STEPS * STEP_S + 20));
  const blocking = setInterval(block, 2 * BLOCKED_MS);
  try {
    const interval = new Float64Array(STEPS).fill(STEP_S);
    const { lateness } = await replayOf(createTrace('late', { interval, cpu: column(STEPS, [0.05, 0.5]) }));
    print([
      {
        name: `steps late, all cores busy, event loop blocked ${BLOCKED_MS} ms at a time: median`,
        value: lateness.median * 1e3,
        unit: 'ms',
      },
      { name: '… p99', value: lateness.p99 * 1e3, unit: 'ms', most: 5 },
      { name: '… max', value: lateness.max * 1e3, unit: 'ms' },
    ]);
  } finally {
    clearInterval(blocking);
    for (const child of busy) child.kill('SIGKILL');
  }
}

/** Other work: one core's worth, ended by itself after a while. */
const spinner = (seconds: number): ChildProcess =>
  spawn(process.execPath, ['-e', `const end = Date.now() + ${seconds * 1000}; while (Date.now() < end);`], {
    stdio: 'ignore',
  });

function block(): void {
  const end = Date.now() + BLOCKED_MS;
  while (Date.now() < end);
}
