import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ClockRound, clockOffset } from '../../../lib/replay/guest/clock-offset.ts';

const MS = 1_000_000n;

describe("the offset of a guest's clock", () => {
  test('is known to half of a round trip', () => {
    assert.deepEqual(clockOffset([{ asked: 0n, answered: 10n, guest: 105n }], 10n), { offset: 100n, uncertainty: 5 });
  });

  test('is known the better the more rounds there are, wherever in them the guest answered', () => {
    const delays = fc.record({ before: fc.integer({ min: 0, max: 50 }), after: fc.integer({ min: 0, max: 50 }) });
    fc.assert(
      fc.property(
        fc.array(delays, { minLength: 1, maxLength: 8 }),
        fc.bigInt(-(2n ** 60n), 2n ** 60n),
        (trips, truth) => {
          const rounds = trips.map(({ before, after }, index): ClockRound => {
            const asked = BigInt(index) * 100n * MS;
            const told = asked + BigInt(before) * MS;
            return { asked, answered: told + BigInt(after) * MS, guest: told + truth };
          });
          const { offset, uncertainty } = clockOffset(rounds, rounds.at(-1)!.answered);
          const shortest = Math.min(...trips.map(({ before, after }) => before + after));
          assert.ok(Math.abs(Number(offset - truth)) <= uncertainty + 1);
          assert.ok(
            uncertainty <= (shortest / 2 + 0.4) * 1e6 + 1,
            `${uncertainty} ns of round trips of ${shortest} ms`,
          );
        },
      ),
    );
  });

  test('follows a clock that drifts', () => {
    const at = (second: number): ClockRound => {
      const asked = BigInt(second) * 1000n * MS;
      return { asked, answered: asked + 2n * MS, guest: asked + MS + BigInt(Math.round(second * 300_000)) };
    };
    const { offset, uncertainty } = clockOffset([at(0), at(5), at(10), at(60)], at(60).answered);
    assert.ok(
      Math.abs(Number(offset) - 60 * 300_000) <= uncertainty && uncertainty <= 1e6 + 1,
      `${offset} ± ${uncertainty}`,
    );
  });

  test('is that of the last round where the clock has jumped', () => {
    const before = { asked: 0n, answered: 10n, guest: 5n };
    const paused = { asked: 100n * MS, answered: 100n * MS + 10n, guest: 40n * MS + 5n };
    assert.equal(clockOffset([before, paused], paused.answered).offset, -60n * MS);
  });
});
