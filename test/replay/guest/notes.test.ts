import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clockNotes, loopNotes, unseenNotes } from '../../../lib/replay/guest/notes.ts';
import { createTrace } from '../../../lib/trace/trace.ts';

const round = (second: number, offset: number) => {
  const asked = BigInt(second * 1e9);
  return { asked, answered: asked + 4_000_000n, guest: asked + 2_000_000n + BigInt(offset) };
};

describe('what a reader has to know of a replay in a guest', () => {
  test("is how well the guest's clock was known", () => {
    assert.deepEqual(clockNotes([round(0, 5)]), [
      "steps in the guest begin within 2 ms of the host's, as far as its clock can be asked",
    ]);
    assert.match(clockNotes([round(0, 0), round(60, 20e6)]).join(), /its clock went off by 20 ms, which was followed/);
    assert.match(clockNotes([]).join(), /nothing is known/);
  });

  test('is what the loop did, and what it could not do', () => {
    assert.deepEqual(loopNotes(undefined), []);
    assert.match(loopNotes({ sent: 40, failed: 0, above: 0 }).join(), /40 corrections were sent into the guest$/);
    const [sent, above] = loopNotes({ sent: 40, failed: 3, above: 2 });
    assert.match(sent ?? '', /of which the guest did not take 3/);
    assert.match(above ?? '', /in 2 steps .* more than the target without any load/);
  });

  test('is what the guest moved and the host never saw', () => {
    const claims = [{ type: 'step', index: 0, late_ns: 0, read_bytes: 0, write_bytes: 4096 }] as const;
    const achieved = (write: number) =>
      createTrace('vm1', { interval: Float64Array.of(1), write: Float64Array.of(write) });
    assert.deepEqual(unseenNotes(claims, achieved(4096)), []);
    assert.deepEqual(unseenNotes(claims, achieved(Number.NaN)), []);
    assert.match(
      unseenNotes(claims, achieved(0)).join(),
      /^write: the host counted 0 B of the 4 KiB that the guest moved/,
    );
  });
});
