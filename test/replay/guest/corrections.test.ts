import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HostError } from '../../../lib/core/errors.ts';
import { resolvers } from '../../../lib/core/resolvers.ts';
import { Corrections } from '../../../lib/replay/guest/corrections.ts';

const spec = { interval: Float64Array.of(1, 1, 1), asked: Float64Array.of(0.5, 0.5, 0.5) };
const want = (...pairs: [number, number][]) => new Map(pairs);

describe('corrections on their way into a guest', () => {
  test('are not sent where they make no difference', async () => {
    const told: string[] = [];
    const corrections = new Corrections(spec, async (lines) => void told.push(...lines));
    corrections.want(want([0, 0.501], [1, 0.4]));
    await corrections.settled;
    corrections.want(want([1, 0.402]));
    await corrections.settled;
    assert.deepEqual(told, ['adjust 1 cpu=0.400000']);
    assert.deepEqual([corrections.sent, corrections.failed], [1, 0]);
  });

  test('are the latest only, where the guest takes its time', async () => {
    const told: (readonly string[])[] = [];
    const slow = resolvers<void>();
    const corrections = new Corrections(spec, (lines) => {
      told.push(lines);
      return told.length === 1 ? slow.promise : Promise.resolve();
    });
    for (const cores of [0.4, 0.3, 0.2]) corrections.want(want([0, cores]));
    slow.resolve();
    await corrections.settled;
    assert.deepEqual(told, [['adjust 0 cpu=0.400000'], ['adjust 0 cpu=0.200000']]);
  });

  test('that the guest does not take are counted, and sent again when asked for', async () => {
    const refused = new HostError({ host: 'the guest', operation: 'write', target: '1', errno: 'ETIMEDOUT' });
    let answers = false;
    const corrections = new Corrections(spec, async () => {
      if (!answers) throw refused;
    });
    corrections.want(want([0, 0.4]));
    await corrections.settled;
    answers = true;
    corrections.want(want([0, 0.4]));
    await corrections.settled;
    assert.deepEqual([corrections.sent, corrections.failed], [2, 1]);
  });
});
