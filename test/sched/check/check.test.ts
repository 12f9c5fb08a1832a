import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eachResource } from '../../../lib/sched/columns.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import { needOf } from '../../../lib/sched/policy/need.ts';
import { rescoin } from '../../../lib/sched/policy/rescoin.ts';
import {
  type Allocation,
  type CounterExample,
  check,
  type Policy,
  type PolicyCheck,
  type State,
  state,
} from '../../../lib/testing.ts';

const caught = (tried: () => unknown): Error & { code?: string; result: CounterExample } => {
  try {
    tried();
  } catch (error) {
    return error as Error & { result: CounterExample };
  }
  return assert.fail('no counter-example was found');
};
const map = (allocation: Allocation, of: (amount: number, vm: number) => number): Allocation =>
  eachResource((resource) => allocation[resource].map(of));

describe('check', () => {
  test('chains, and says nothing where all properties hold', () => {
    check(maxMin(), { runs: 50 }).neverOvercommits().neverStarves().isWorkConserving().isEnvyFree().isStrategyProof();
  });

  test('shows the smallest state in which ResCoin as published overcommits, as a table, and how to find it again', () => {
    const error = caught(() => check(rescoin({ variant: 'published' }), { seed: 7 }).neverOvercommits());
    assert.equal(error.code, 'COUNTER_EXAMPLE');
    assert.match(
      error.message,
      /^neverOvercommits does not hold of rescoin\(10, published\): grants .+, of a capacity of /,
    );
    assert.match(error.message, /\nVM .*template .*estimate .*need .*grant\n─+\nvm1 .*\nvm2 /);
    assert.match(error.message, /check\(policy, \{ seed: 7 \}\)\.neverOvercommits\(\)/);
    assert.ok(error.result.trial.state.names.length <= 2);
    assert.equal(error.result.trial.scheduled.length, 1);
  });

  test('finds the same state again by seed, and by seed and path', () => {
    const policy = rescoin({ variant: 'published' });
    const { message, result } = caught(() => check(policy).neverOvercommits());
    assert.equal(caught(() => check(policy, { seed: result.seed }).neverOvercommits()).message, message);
    const { seed, path } = result;
    const again = caught(() => check(policy, { seed, path }).neverOvercommits()).result;
    assert.deepEqual(again.trial.state, result.trial.state);
  });

  test('tries a property of one’s own', () => {
    const error = caught(() =>
      check(maxMin()).holds('sparesTheDisk', ({ need }) =>
        need.read.some((rate) => rate > 0) ? 'it reads' : undefined,
      ),
    );
    assert.match(error.message, /^sparesTheDisk does not hold of max-min: it reads/);
  });
});

/** A policy that lacks one property, made for it, and what is said of it. */
const FAULTY: readonly (readonly [string, Policy, (it: PolicyCheck) => unknown, RegExp])[] = [
  ['throws', () => assert.fail('oops'), (it) => it.neverOvercommits(), /it throws: oops/],
  ['returns nothing', (() => undefined) as unknown as Policy, (it) => it.isPure(), /a column of no values, for 0 VMs/],
  ['grants NaN', (given) => map(needOf(given), () => Number.NaN), (it) => it.neverStarves(), /is granted NaN/],
  ['grants a debt', (given) => map(needOf(given), () => -1), (it) => it.neverOvercommits(), /is granted -1/],
  ['grants all that is needed', needOf, (it) => it.neverOvercommits(), /of a capacity of/],
  ['grants nothing', (given) => map(needOf(given), () => 0), (it) => it.neverStarves(), /is granted none/],
  [
    'takes no heed of floors',
    (given) => map(maxMin()(given), (grant) => grant / 2),
    (it) => it.respectsFloors(),
    /under its floor of/,
  ],
  ['takes no heed of vCPUs', (given) => map(needOf(given), () => 9), (it) => it.respectsVcpus(), /vCPUs/],
  [
    'keeps half back',
    (given) => map(maxMin()(given), (grant) => grant / 2),
    (it) => it.isWorkConserving(),
    /leaves .* lacks some/,
  ],
  [
    'favours the first',
    (given) => map(needOf(given), (need, vm) => (vm === 0 ? need : 0)),
    (it) => it.isAnonymous(),
    /in another order/,
  ],
  ['writes to its state', scribbling, (it) => it.isPure(), /writes to the state/],
  ['hands out its own columns', forgetful(), (it) => it.isPure(), /a later call changes/],
  ['counts its calls', counting(), (it) => it.isPure(), /another allocation when it is asked again/],
];

function scribbling(given: State): Allocation {
  given.estimate.cpu.fill(1);
  return needOf(given);
}

/** Works in columns that it hands out. */
function forgetful(): Policy {
  const cpu = new Float64Array(9);
  return (given) => {
    cpu.set(needOf(given).cpu);
    return { ...needOf(given), cpu: cpu.subarray(0, given.names.length) };
  };
}

function counting(): Policy {
  let calls = 0;
  return (given) => {
    calls++;
    return map(needOf(given), (need) => need + calls);
  };
}

describe('a policy that', () => {
  for (const [fault, policy, tried, said] of FAULTY)
    test(`${fault} is found out`, () => assert.match(caught(() => tried(check(policy, { seed: 1 }))).message, said));
});

test('a fixture is a state like any other to a property', () => {
  const given = state({ capacity: { cpu: 1 } }).vm('a', { estimate: { cpu: 1 } });
  assert.deepEqual([...maxMin()(given).cpu], [1]);
});

test('what would try nothing is refused', () => {
  assert.throws(() => check(undefined as never), { code: 'BAD_INPUT', message: /a policy/ });
  for (const runs of [0, -5, 'many'])
    assert.throws(() => check(maxMin(), { runs: runs as number }), { code: 'BAD_INPUT', message: /as runs/ });
});
