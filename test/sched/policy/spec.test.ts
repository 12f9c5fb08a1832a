/** What a built-in policy tells of how it was made. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BuiltInPolicy, isBuiltIn } from '../../../lib/sched/policy/built-in.ts';
import { drf } from '../../../lib/sched/policy/drf.ts';
import { equal } from '../../../lib/sched/policy/equal.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import { perVm } from '../../../lib/sched/policy/per-vm.ts';
import { proportional } from '../../../lib/sched/policy/proportional.ts';
import { rescoin } from '../../../lib/sched/policy/rescoin.ts';
import { staticPolicy } from '../../../lib/sched/policy/static.ts';
import { workConserving } from '../../../lib/sched/policy/work-conserving.ts';
import { POLICIES, policyFrom } from '../../../lib/sched/sweep/policies.ts';
import { states } from '../../../lib/testing.ts';

const weighted = fc.record({ weighted: fc.boolean() }, { requiredKeys: [], noNullPrototype: true });
const variant = fc.constantFrom('corrected' as const, 'published' as const);
const terms = fc.record(
  { window: fc.integer({ min: 1, max: 99 }), variant },
  { requiredKeys: [], noNullPrototype: true },
);

/** Every built-in, with any arguments; wrappers around each other, too. */
const { policy } = fc.letrec<{ policy: BuiltInPolicy }>((tie) => ({
  policy: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(equal(), proportional(), staticPolicy()),
    terms.map(rescoin),
    weighted.map(maxMin),
    weighted.map(drf),
    tie('policy').map((inner) => workConserving(inner)),
  ),
}));

test('a built-in policy made again from its JSON is the same', () => {
  fc.assert(
    fc.property(policy, states(), (made, state) => {
      const again = policyFrom(JSON.parse(JSON.stringify(made)));
      assert.deepEqual([again.title, again.creditWindow], [made.title, made.creditWindow]);
      assert.deepEqual(again.toJSON(), made.toJSON());
      assert.deepEqual(again(state), made(state));
    }),
  );
});

test('the policies tried here are all that there are', () => {
  const drawn = fc.sample(policy, { numRuns: 500, seed: 1 }).map((made) => made.toJSON().policy);
  assert.deepEqual(new Set(drawn), new Set(Object.keys(POLICIES)));
});

test('a policy is frozen, and is no built-in around one of one’s own', () => {
  assert.ok(Object.isFrozen(rescoin()));
  assert.ok(!isBuiltIn(workConserving(perVm(() => ({})))));
});
