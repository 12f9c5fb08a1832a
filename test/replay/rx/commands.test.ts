import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentBytes, showClass } from '../../../lib/driver/local/network/class-counter.ts';
import { recordClass } from '../../../lib/replay/rx/class-recorder.ts';
import { ceilingOf, commandsOf } from '../../../lib/replay/rx/commands.ts';
import { createTrace } from '../../../lib/trace/trace.ts';

const trace = (rx: number[], interval: number[]) =>
  createTrace('vm', { rx: Float64Array.from(rx), interval: Float64Array.from(interval) });

test('the counter is asked for at the start and at the end of each step', () => {
  const shaper = {
    interface: 'br1',
    argv: ['tc'],
    addTarget: () => Promise.reject(new Error('not asked for')),
    changeLine: () => '',
    showLine: (minor: number) => `show ${minor}\n`,
  };
  assert.deepEqual(commandsOf(trace([1, 1], [0.5, 0.25]), shaper, 7), [
    { at: 0, text: 'show 7\n' },
    { at: 0.5e9, text: 'show 7\n' },
    { at: 0.75e9, text: 'show 7\n' },
  ]);
});

test('the ceiling is above the busiest rate, by the length of its step, and never nothing', () => {
  assert.ok(ceilingOf(trace([1e6, 1e6], [1, 0.1])) > 1e7);
  assert.ok(ceilingOf(trace([1e6, 1e6], [1, 0.1])) < 1e8);
  assert.ok(ceilingOf(trace([0, Number.NaN], [1, 1])) > 1e5);
});

test('what tc shows of a class is read: the bytes that left it', () => {
  const shown = `class htb 10:60 parent 10:ffff prio 0 rate 8Mbit ceil 8Mbit burst 1600b cburst 1600b 
 Sent 14384514 bytes 9501 pkt (dropped 3, overlimits 12 requeues 0) 
 backlog 0b 0p requeues 0
 lended: 9501 borrowed: 0 giants: 0
 tokens: 25000 ctokens: 25000
`;
  assert.deepEqual(
    shown
      .split('\n')
      .map(sentBytes)
      .filter((bytes) => bytes !== undefined),
    [14_384_514],
  );
  assert.deepEqual(showClass('br1', 0x60), ['class', 'show', 'dev', 'br1', 'classid', '10:60']);
});

const sampler = (values: readonly number[]) => ({
  takeCommands: () => -1,
  samples: async function* () {
    yield* values;
  },
  [Symbol.asyncDispose]: async () => {},
});

const recordOf = async (values: readonly number[], steps: number) => {
  const told: number[] = [];
  const interval = new Float64Array(steps).fill(1);
  const recorder = recordClass(sampler(values), { name: 'vm', interval }, (step) => told.push(step));
  await recorder.done;
  return { recorder, told, rx: [...recorder.trace().rx] };
};

test('the growth of the counter is what was received, and each step is told of', async () => {
  const { recorder, told, rx } = await recordOf([1000, 1500, 1500, 4500], 3);
  assert.deepEqual(rx, [500, 0, 3000]);
  assert.deepEqual(told, [0, 1, 2, 3]);
  assert.deepEqual([recorder.steps, recorder.used('rx', 2), recorder.used('cpu', 2)], [3, 3000, Number.NaN]);
});

test('samples that never came are steps not recorded, and a counter that went back is a gap', async () => {
  const { recorder, rx } = await recordOf([1000, 400, 500], 4);
  assert.deepEqual(rx, [Number.NaN, 100, Number.NaN, Number.NaN]);
  assert.equal(recorder.steps, 2);
  assert.equal((await recordOf([], 2)).recorder.steps, 0);
});
