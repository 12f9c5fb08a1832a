import assert from 'node:assert/strict';

/** Grants as they were worked out by hand, but for rounding. */
export function close(grants: Float64Array, expected: readonly number[]): void {
  assert.equal(grants.length, expected.length);
  for (const [index, grant] of expected.entries())
    assert.ok(Math.abs(grants[index] - grant) < 1e-9, `[${[...grants]}] is not [${expected}]`);
}
