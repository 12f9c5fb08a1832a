import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nativeIfBuilt } from '../../lib/native.ts';
import { EARN } from '../../lib/sched/credit.ts';
import { pareto } from '../../lib/sched/load/pareto.ts';
import { sine, TURN } from '../../lib/sched/load/sine.ts';
import { SPREAD } from '../../lib/sched/load/start-load.ts';
import { type BindLoop, bindLoop, type ColumnLoop, scriptLoop } from '../../lib/sched/loop.ts';
import { CREDIT_WEIGHTS } from '../../lib/sched/policy/credit-weights.ts';
import type { Policy, State } from '../../lib/sched/policy/policy.ts';
import { rescoin } from '../../lib/sched/policy/rescoin.ts';
import { RESCOIN } from '../../lib/sched/policy/rescoin-loop.ts';
import { EWMA, ewma } from '../../lib/sched/predictor/ewma.ts';
import { ADD_UP, CARRY_OVER } from '../../lib/sched/simulate/settle.ts';
import { figuresFrom } from '../../lib/sched/simulate/simulate.ts';
import { USE } from '../../lib/sched/simulate/use.ts';
import { LEAVE_OUT, WANT } from '../../lib/sched/simulate/want.ts';
import { state } from '../../lib/testing.ts';

const missing = nativeIfBuilt() ? false : 'the native addon is not built here';

const ordinary = fc.double({ min: 0, max: 4, noNaN: true });
/** What may be in a column, and what should not. */
const amount = fc.oneof(ordinary, fc.double(), fc.constantFrom(0, -0, 1, 2, Number.NaN, Infinity, -Infinity));

/** Each loop, the names of its columns (`*3`: of three elements a VM), and what its numbers may be. */
const LOOPS: readonly [loop: ColumnLoop<string>, columns: string, numbers: readonly fc.Arbitrary<number>[]][] = [
  [TURN, 'x y levels', [amount, amount]],
  [SPREAD, 'levels into', [amount, amount]],
  [WANT, 'demand backlog limit want', [amount]],
  [LEAVE_OUT, 'demand estimate', []],
  [USE, 'want grant used', [amount]],
  [CARRY_OVER, 'demand used backlog', [amount]],
  [ADD_UP, 'demand want used template atLeast demands uses wants unmet under absent', [amount]],
  [EWMA, 'used estimate', [amount]],
  [EARN, 'template used credit window*3', [fc.constantFrom(0, 1, 2)]],
  [CREDIT_WEIGHTS, 'cpu memory read write weight', [amount, amount, amount, amount]],
  [
    RESCOIN,
    'estimate template atLeast least most none weight need grant lacking more',
    [fc.oneof(amount, fc.double({ min: 0, max: 30, noNaN: true })), amount, fc.constantFrom(0, 1)],
  ],
];

describe('in native code', { skip: missing }, () => {
  for (const [loop, names, numbers] of LOOPS)
    test(`${loop.name} comes to the figures of its JavaScript, to the bit`, () => {
      const figures = (bind: BindLoop, columns: Named, told: readonly number[]) => {
        const own = structuredClone(columns);
        return { returned: bind(loop, own)(...told), ...mapped(own, (column) => [...column]) };
      };
      fc.assert(
        fc.property(columnsCalled(names.split(' ')), fc.tuple(...numbers), (columns, told) =>
          assert.deepEqual(figures(bindLoop, columns, told), figures(scriptLoop, columns, told)),
        ),
        { numRuns: 1000 },
      );
    });

  test('a loop refuses columns that are missing, of other lengths, or of other numbers', () => {
    const addon = nativeIfBuilt()!;
    const [one, two] = [new Float64Array(1), new Float64Array(2)];
    assert.throws(() => addon.bindLoop('ewma', { used: one }), /column estimate/);
    assert.throws(() => addon.bindLoop('ewma', { used: one, estimate: two }), /column estimate/);
    assert.throws(() => addon.bindLoop('ewma', { used: one, estimate: new Float32Array(1) as never }), /Float64Array/);
    assert.throws(() => addon.bindLoop('none', { used: one }), /name of a loop, received none/);
  });

  test('a loop keeps its columns alive, and refuses to run when one was transferred', () => {
    const estimate = new Float64Array(4);
    const smooth = bindLoop(EWMA, { used: new Float64Array(4).fill(2), estimate });
    smooth(0.5);
    assert.deepEqual([...estimate], [1, 1, 1, 1]);
    structuredClone(estimate, { transfer: [estimate.buffer as ArrayBuffer] });
    assert.throws(() => smooth(0.5), /ewma was transferred/);
  });
});

test('a simulation comes to the same, whether or not policy and predictor go by columns that they keep', () => {
  const load = { vms: 23, steps: 60, peak: { cpu: 2, memory: '4GiB', read: '9MiB', write: 1000 }, idle: { cpu: 0.2 } };
  const input = [sine({ ...load, period: 17 }), pareto({ ...load, on: '3s', off: '5s' })];
  const given = {
    capacity: { cpu: 30, memory: '80GiB', read: '150MiB' },
    templates: { 'sine-1': { vcpus: 1, memoryFloor: '1GiB' }, 'pareto-2': { vcpus: 0.5 } },
  };
  for (const variant of ['corrected', 'published'] as const) {
    const [policy, { name, start }] = [rescoin({ variant }), ewma()];
    const anew: Policy = Object.assign((now: State) => policy(now), { title: policy.title, creditWindow: 10 });
    assert.deepEqual(
      figuresFrom(input, { ...given, policy: anew, predictor: { name, start } }),
      figuresFrom(input, { ...given, policy, predictor: ewma() }),
    );
  }
});

test('an answer of ResCoin is its caller’s own: the next one leaves it as it is', () => {
  const policy = rescoin();
  const host = (estimate: number) =>
    state({ capacity: { cpu: 4 } }).vm('a', { template: { cpu: 4 }, estimate: { cpu: estimate } });
  const first = policy(host(1));
  assert.equal(first.cpu[0], 1);
  assert.equal(policy(host(3)).cpu[0], 3);
  assert.equal(first.cpu[0], 1);
});

type Named = Readonly<Record<string, Float64Array>>;

/** Columns of as many VMs, none included. */
const columnsCalled = (names: readonly string[]): fc.Arbitrary<Named> =>
  fc.tuple(fc.nat({ max: 12 }), fc.constantFrom(ordinary, amount)).chain(([vms, value]) => {
    const columns = names.map((name) => {
      const [short, times = '1'] = name.split('*');
      const length = vms * Number(times);
      const values = fc.array(value, { minLength: length, maxLength: length });
      return [short, values.map((list) => Float64Array.from(list))] as const;
    });
    return fc.record(Object.fromEntries(columns));
  });

const mapped = <Value>(columns: Named, of: (column: Float64Array) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, of(column)]));
