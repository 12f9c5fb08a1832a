import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentWrites } from '../../lib/load/agent-writes.ts';
import { toSchedule } from '../../lib/load/timed-writes.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const columns = (...values: number[]) => Float64Array.from(values);
const trace = createTrace('vm', { interval: columns(0.5, 1), cpu: columns(1.5, Number.NaN), tx: columns(100.4, 0) });

test('an agent is told each step ahead of its start, with absolute times, and what was not recorded is left out', () => {
  const [first, second] = agentWrites(trace, ['cpu', 'tx'], 1_000n);
  assert.deepEqual(first?.text, 'step 0 1000 500001000 cpu=1.5 tx=100\n');
  assert.deepEqual(second?.text, 'step 1 500001000 1500001000 tx=0\n');
  assert.deepEqual([first?.at, second?.at], [-50e6, 450e6]);
});

test('after the last step comes the end, and the pipe stays open a while longer for the last word', () => {
  const [, , end, farewell] = agentWrites(trace, ['cpu'], 0n);
  assert.deepEqual([end?.text, end?.at], ['end\n', 1.5e9]);
  assert.ok(farewell && farewell.text === '' && farewell.at > 1.5e9);
});

test('one schedule holds the writes of all streams in the order of their times', () => {
  const streams = [
    {
      sink: '/a',
      writes: [
        { at: 1, text: 'a1' },
        { at: 3, text: 'a3' },
      ],
    },
    { sink: 7, writes: [{ at: 2, text: 'b2' }] },
  ];
  const { at, sink, text, sinks } = toSchedule(0n, streams);
  assert.deepEqual(
    [[...at], [...sink], text, sinks],
    [
      [1, 2, 3],
      [0, 1, 0],
      ['a1', 'b2', 'a3'],
      ['/a', 7],
    ],
  );
});
