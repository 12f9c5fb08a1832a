import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { describe, test } from 'node:test';
import { deadlines, monotonic } from '../../lib/core/clock.ts';
import { native, type RecorderSpec } from '../../lib/native.ts';

interface Sample {
  readonly index: number;
  readonly at: Float64Array;
  readonly text: readonly string[];
}

/** Samples some probes so many times, every so many seconds. */
function record(probes: RecorderSpec['probes'], count: number, every: number) {
  const samples: Sample[] = [];
  const spec = { origin: monotonic() + 20_000_000n, at: deadlines(new Float64Array(count).fill(every)), probes };
  const listener = (index: number, at: Float64Array, text: readonly string[]) => void samples.push({ index, at, text });
  return { ...native().startRecorder(spec, listener), spec, samples };
}

function keepBusy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('a recorder', () => {
  test('samples all its probes at every deadline, and loses none while the event loop stands still', async () => {
    const { done, samples, spec } = record(['/proc/uptime', '/proc/sys/kernel/osrelease'], 50, 0.01);
    keepBusy(700);
    assert.equal(samples.length, 0, 'nothing was delivered while nobody could take it');
    await done;
    assert.deepEqual(
      samples.map(({ index }) => index),
      [...spec.at.keys()],
    );
    for (const { index, at, text } of samples) {
      const deadline = spec.at[index] as number;
      assert.ok(
        at.every((ns) => ns >= deadline && ns < deadline + 500e6),
        `sample ${index} was taken at ${at}`,
      );
      assert.ok((at[1] as number) >= (at[0] as number), 'one probe after the other');
      assert.match(text[0] as string, /^\d+\.\d+ \d+\.\d+\n$/);
      assert.match(text[1] as string, /^\d+\.\d+/);
    }
    const uptime = samples.map(({ text }) => Number.parseFloat(text[0] as string));
    assert.deepEqual(
      uptime,
      [...uptime].sort((one, other) => one - other),
    );
    assert.ok((uptime.at(-1) as number) - (uptime[0] as number) >= 0.2, 'they were read one after the other');
  });

  test("reads a process's CPU clock, in ns", async () => {
    const { done, samples } = record([process.pid], 2, 0.3);
    keepBusy(100);
    const before = process.cpuUsage();
    await done;
    const [first, last] = samples.map(({ text }) => Number(text[0])) as [number, number];
    const used = process.cpuUsage();
    assert.ok(first > 50e6 && last >= first, `${first} ${last}`);
    assert.ok(last <= (used.user + used.system) * 1e3 + 20e6);
    assert.ok(last >= (before.user + before.system) * 1e3 - 20e6);
  });

  test('has nothing to say of a process that has ended', async () => {
    const child = spawn('true', { stdio: 'ignore' });
    await once(child, 'exit');
    const { done, samples } = record([child.pid as number, process.pid], 1, 0.01);
    await done;
    assert.equal(samples[0]?.text[0], '');
    assert.match(samples[0]?.text[1] ?? '', /^\d+$/);
  });

  test('has nothing to say of a file whose process has ended, and goes on', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const { done, samples } = record([`/proc/${child.pid}/status`], 20, 0.02);
    await new Promise((resolve) => setTimeout(resolve, 150));
    child.kill('SIGKILL');
    await done;
    assert.equal(samples.length, 20);
    assert.match(samples[0]?.text[0] ?? '', /^VmRSS:/m);
    assert.equal(samples.at(-1)?.text[0], '');
  });

  test('that is stopped ends at once', async () => {
    const { done, stop, samples } = record(['/proc/uptime'], 100, 60);
    stop();
    await done;
    assert.deepEqual(samples, []);
    stop();
  });

  test('does not start with a file that is not there: an error with its errno', () => {
    assert.throws(() => record(['/proc/uptime', '/nowhere/cpu.stat'], 1, 1), {
      errno: constants.errno.ENOENT,
      message: /\/nowhere\/cpu\.stat/,
    });
  });

  test('hands its listener to Node: what that throws is an uncaught exception like any other', async () => {
    const child = spawn(process.execPath, ['-e', throwing, nativeDirectory], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const [code, signal] = await once(child, 'close');
    assert.deepEqual([code, signal], [1, null], stderr);
    assert.match(stderr, /Error: oh no/);
  });
});

const nativeDirectory = new URL('../../native', import.meta.url).pathname;
const throwing = `
const addon = require(require.resolve('node-gyp-build', { paths: [process.argv[1]] }))(process.argv[1]);
addon.startRecorder({ origin: 0n, at: Float64Array.of(1, 2), probes: [] }, () => { throw new Error('oh no'); });
`;
