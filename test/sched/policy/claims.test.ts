import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rescoin } from '../../../lib/sched/policy/rescoin.ts';
import { check, states } from '../../../lib/testing.ts';
import { CLAIMS, type Claim, PROPERTIES } from './claims.ts';

const OPTIONS = { runs: 1000, seed: 20140401 };

for (const [policy, claims] of CLAIMS)
  describe(`${policy.title}`, () => {
    for (const [claim, tried] of Object.entries(PROPERTIES)) {
      if (claims.includes(claim as Claim)) test(`${claim}`, () => void tried(check(policy, OPTIONS)));
      else
        test(`not ${claim}: there is a counter-example`, () =>
          assert.throws(() => tried(check(policy, OPTIONS)), { code: 'COUNTER_EXAMPLE' }));
    }
  });

test('ResCoin is strategy-proof where templates fit in the host', () => {
  check(rescoin(), { ...OPTIONS, states: states({ oversubscribed: false, floors: false }) }).isStrategyProof();
});

test('ResCoin as published keeps within a host whose VMs all need their templates', () => {
  const policy = rescoin({ variant: 'published' });
  const busy = states({ oversubscribed: false, floors: false }).map((state) => ({
    ...state,
    estimate: state.template,
    vcpus: state.vcpus.map(() => Infinity),
  }));
  check(policy, { ...OPTIONS, states: busy }).neverOvercommits();
});
