import assert from 'node:assert/strict';

/**
 * A limit holds where no more is used than it allows, and it is what limits. How near to it use comes is for the bench: a busy machine gives less.
 *
 * @param part what was used, as a part of the limit
 */
export function assertHeldTo(part: number, tolerance: number): void {
  assert.ok(part <= 1 + tolerance, `${part} of the limit`);
  assert.ok(part >= 0.5, `only ${part} of the limit`);
}
