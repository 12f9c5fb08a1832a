import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError, RunError } from '../../lib/core/errors.ts';
import { SCHEDULED } from '../../lib/sched/columns.ts';
import { onOff } from '../../lib/sched/load/on-off.ts';
import { sine } from '../../lib/sched/load/sine.ts';
import type { Policy } from '../../lib/sched/policy/policy.ts';
import { rescoin } from '../../lib/sched/policy/rescoin.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import type { Predictor } from '../../lib/sched/predictor/predictor.ts';
import { compare } from '../../lib/sched/simulate/compare.ts';
import { simulate } from '../../lib/sched/simulate/simulate.ts';
import { createTrace, type Trace } from '../../lib/trace/trace.ts';
import { CLAIMS } from './policy/claims.ts';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const cores = (name: string, ...cpu: number[]): Trace =>
  createTrace(name, { interval: new Float64Array(cpu.length).fill(1), cpu: of(...cpu) });

const last: Predictor = {
  name: 'last',
  start: () => {
    let estimate = Number.NaN;
    return {
      observe: (used) => {
        if (!Number.isNaN(used)) estimate = used;
      },
      get estimate() {
        return estimate;
      },
    };
  },
};
const promised: Policy = Object.assign(({ template }: Parameters<Policy>[0]) => template, { title: 'promised' });
const all = (column: readonly Float64Array[] | undefined): number[][] => (column ?? []).map((values) => [...values]);

test('use is the least of demand and grant, and work that is not granted waits for its turn', () => {
  const result = simulate([cores('a', 3, 0, 0), cores('b', 1, 1, 1)], {
    predictor: last,
    policy: promised,
    capacity: { cpu: 2 },
  });
  const { cpu } = result.history ?? {};
  assert.deepEqual(all(cpu?.used), [
    [1, 1, 1],
    [1, 1, 1],
  ]);
  assert.deepEqual(all(cpu?.backlog), [
    [2, 1, 0],
    [0, 0, 0],
  ]);
  assert.deepEqual(all(cpu?.unmet), [
    [2, 0, 0],
    [0, 0, 0],
  ]);
  assert.equal(result.utilisation.cpu, 1);
  assert.equal(result.unmet.cpu, 2 / 6);
  // a wanted 3, 2 and 1 cores where it had 1; b had what it wanted.
  assert.deepEqual([...result.vms.slowdown.cpu], [2, 1]);
  assert.deepEqual([...result.vms.satisfaction.cpu], [1, 1]);
  assert.equal(result.fairness.jain, 1);
});

test('demand that is lost does not come back', () => {
  const result = simulate(cores('a', 3, 0, 0), {
    predictor: last,
    policy: promised,
    capacity: { cpu: 1 },
    unmet: { cpu: 'lost' },
  });
  assert.deepEqual(all(result.history?.cpu?.used), [[1, 0, 0]]);
  assert.deepEqual(all(result.history?.cpu?.backlog), [[0, 0, 0]]);
  assert.equal(result.vms.satisfaction.cpu[0], 1 / 3);
});

test('bytes of steps become rates, waiting bytes keep their number, and rows without length are left out', () => {
  const trace = createTrace('a', { interval: of(0, 2, 4), cpu: of(0, 1, 1), read: of(Number.NaN, 400, 0) });
  const result = simulate(trace, { predictor: last, policy: promised, capacity: { read: 100 } });
  assert.equal(result.periods, 2);
  assert.deepEqual(all(result.history?.read?.demand), [[200, 0]]);
  assert.deepEqual(all(result.history?.read?.used), [[100, 50]]);
  assert.deepEqual(all(result.history?.read?.backlog), [[200, 0]]);
  assert.equal(result.utilisation.read, 400 / 600);
});

test('memory over its grant is pressure: it is counted, and gone with the step', () => {
  const trace = createTrace('a', { interval: of(1, 1), memory: of(3000, 1000) });
  const result = simulate(trace, { predictor: last, policy: promised, capacity: { memory: 2000 } });
  assert.deepEqual(all(result.history?.memory?.used), [[2000, 1000]]);
  assert.equal(result.unmet.memory, 1000 / 4000);
});

test('a policy sees estimates of use, censored use, and the credit of its window', () => {
  const seen: { estimate: number; used: number; atLeast: number; credit: number; period: number }[] = [];
  const watching: Policy = Object.assign(
    ({ estimate, used, demandAtLeast, credit, period, template }: Parameters<Policy>[0]) => {
      const [vm] = [0];
      seen.push({
        estimate: estimate.cpu[vm],
        used: used.cpu[vm],
        atLeast: demandAtLeast.cpu[vm],
        credit: credit.cpu[vm],
        period,
      });
      return template;
    },
    { creditWindow: 2 },
  );
  simulate(cores('a', 0.25, 4, 0.5, 0), {
    predictor: last,
    policy: watching,
    capacity: { cpu: 1 },
    unmet: { cpu: 'lost' },
  });
  assert.deepEqual(seen, [
    { period: 0, estimate: Number.NaN, used: Number.NaN, atLeast: Number.NaN, credit: 0 },
    { period: 1, estimate: 0.25, used: 0.25, atLeast: Number.NaN, credit: 0.75 },
    { period: 2, estimate: 1, used: 1, atLeast: 1, credit: 0.75 },
    { period: 3, estimate: 0.5, used: 0.5, atLeast: Number.NaN, credit: 0.5 },
  ]);
});

test('a predictor that foresees is told what will be wanted', () => {
  const oracle: Predictor = {
    name: 'oracle',
    start: () => {
      let estimate = Number.NaN;
      return {
        observe: () => {},
        foresee: (next) => {
          estimate = next;
        },
        get estimate() {
          return estimate;
        },
      };
    },
  };
  const result = simulate(cores('a', 1, 3, 2), { predictor: oracle, policy: promised, capacity: { cpu: 4 } });
  assert.deepEqual(all(result.history?.cpu?.estimate), [[1, 3, 2]]);
});

test('a VM that is not there needs nothing, and its columns say so', () => {
  const estimates: number[] = [];
  const policy: Policy = ({ estimate, template }) => {
    estimates.push(estimate.cpu[0]);
    return template;
  };
  const result = simulate([cores('a', 1, Number.NaN, 1), cores('b', 1, 1, 1)], {
    predictor: last,
    policy,
    capacity: { cpu: 2 },
  });
  assert.deepEqual(estimates, [Number.NaN, 0, 1]);
  assert.deepEqual(all(result.history?.cpu?.used)[0], [1, Number.NaN, 1]);
  assert.equal(result.vms.demand.cpu[0], 2);
  assert.equal(result.underTemplate.cpu, 0);
});

test('where a policy hands out more than there is, all get the same part, and it is counted', () => {
  const generous: Policy = ({ names }) => {
    const plenty = new Float64Array(names.length).fill(3);
    return { cpu: plenty, memory: plenty, read: plenty, write: plenty };
  };
  const result = simulate([cores('a', 3, 1), cores('b', 1, 1)], {
    predictor: last,
    policy: generous,
    capacity: { cpu: 2 },
    unmet: { cpu: 'lost' },
  });
  assert.deepEqual(all(result.history?.cpu?.used), [
    [1.5, 1],
    [0.5, 1],
  ]);
  assert.equal(result.violations.overcommitted.cpu, 2);
});

test('grants over the vCPUs or under the memory floor are counted, and no VM uses more cores than it has', () => {
  const trace = createTrace('a', { interval: of(1, 1), cpu: of(4, 0), memory: of(100, 100) });
  const policy: Policy = ({ template }) => ({ ...template, cpu: of(3), memory: of(200) });
  const result = simulate(trace, {
    predictor: last,
    policy,
    capacity: { cpu: 4, memory: 1000 },
    templates: { a: { vcpus: 2, memoryFloor: 300 } },
  });
  assert.deepEqual(all(result.history?.cpu?.used), [[2, 2]]);
  assert.deepEqual([result.violations.outOfBounds.cpu, result.violations.outOfBounds.memory], [2, 2]);
});

test('an answer that is no allocation names the policy, the period and the VM', () => {
  const wrong = (cpu: Float64Array): Policy =>
    Object.assign((state: Parameters<Policy>[0]) => (state.period < 1 ? state.template : { ...state.template, cpu }), {
      title: 'mine',
    });
  const run = (policy: Policy) => () =>
    simulate([cores('a', 1, 1), cores('b', 1, 1)], { predictor: last, policy, capacity: { cpu: 2 } });
  const cases: [Policy, RegExp][] = [
    [wrong(of(1, Number.NaN)), /period 1, mine granted b NaN of cpu/],
    [wrong(of(-1, 1)), /period 1, mine granted a -1 of cpu/],
    [wrong(of(1)), /period 1, mine gave 1 grants for cpu: expected a column with a grant a VM \(2\)/],
    [
      Object.assign(
        () => {
          throw new TypeError('oops');
        },
        { title: 'mine' },
      ),
      /period 0, mine failed: oops/,
    ],
  ];
  for (const [policy, message] of cases)
    assert.throws(run(policy), (error) => error instanceof RunError && message.test(error.message));
});

test('what has no sense is an InputError that says so', () => {
  const base = { predictor: last, policy: promised, capacity: { cpu: 2 } };
  const a = cores('a', 1);
  const cases: [() => unknown, RegExp][] = [
    [() => simulate([], base), /VMs to simulate/],
    [() => simulate([a, a], base), /a name of its own/],
    [() => simulate([a, cores('b', 1, 1)], base), /same steps/],
    [() => simulate(a, { ...base, capacity: {} }), /a capacity/],
    [() => simulate(a, { ...base, predictor: { memory: last } }), /a predictor of cpu/],
    [() => simulate(a, { ...base, templates: { b: {} } }), /templates of the VMs there are: a, got 'b'/],
    [() => simulate(a, { ...base, templates: [] }), /a template for each of 1 VMs/],
    [() => simulate(a, { ...base, interval: 0 }), /interval of more than 0/],
    [() => simulate(a, { ...base, unmet: { memory: 'wait' } }), /'pressure' or 'lost'/],
    // What only plain JavaScript can say.
    [() => simulate('record.csv' as never, base), /a recording, traces or generated loads, got 'record\.csv'/],
    [() => simulate([null] as never, base), /a recording, traces or generated loads, got null/],
    [() => simulate(a, undefined as never), /an object with predictor, policy, capacity/],
    [() => simulate(a, { ...base, capacity: undefined as never }), /a capacity, such as/],
    [() => simulate(a, { ...base, capacity: 4 as never }), /an object with cpu, memory, read, write, got 4/],
    [() => simulate(a, { ...base, capacity: { cpu: 4, mem: '4G' } as never }), /one of cpu, .* got 'mem'/],
    [() => simulate(a, { ...base, templates: { a: { cores: 1 } as never } }), /one of cpu, .* got 'cores'/],
    [() => simulate(a, { ...base, template: {} } as never), /one of predictor, .* got 'template'/],
    [() => simulate(a, { ...base, unmet: { cpus: 'lost' } as never }), /got 'cpus'/],
    [() => simulate(a, { ...base, keep: 'all' as never }), /'columns' or 'summary'/],
    [() => simulate(a, { ...base, seed: 1.5 }), /a whole number from 0 as seed/],
    [() => simulate(a, { ...base, predictor: ewma as never }), /a predictor of cpu, such as/],
    [() => simulate(a, { ...base, predictor: { name: 'mine', start: () => ({}) as never } }), /start\(\) of mine/],
    [() => compare(a as never), /a list of what sched\.simulate\(\) returned/],
  ];
  for (const [run, message] of cases)
    assert.throws(run, (error) => error instanceof InputError && message.test(error.message));
});

test('an interval brings traces of different steps together', () => {
  const slow = createTrace('b', { interval: of(4), cpu: of(1), read: of(400) });
  const fast = createTrace('a', { interval: of(1, 1, 1, 1), cpu: of(0, 1, 2, 3), read: of(0, 0, 0, 100) });
  const result = simulate([fast, slow], {
    predictor: last,
    policy: promised,
    capacity: { cpu: 8, read: 1000 },
    interval: '2s',
  });
  assert.deepEqual(all(result.history?.cpu?.demand), [
    [0.5, 2.5],
    [1, 1],
  ]);
  assert.deepEqual(all(result.history?.read?.demand), [
    [0, 50],
    [100, 100],
  ]);
});

const load = onOff({
  vms: 5,
  steps: 60,
  on: 4,
  off: 6,
  peak: { cpu: 2, memory: 1000, read: 50 },
  idle: { memory: 100 },
});
const capacity = { cpu: 3, memory: 2500, read: 80, write: 10 };
const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });

test('no work is lost where it waits, none is made, and nobody uses more than is granted', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 1000 }), (shares, seed) => {
      const policy: Policy = ({ template, capacity: has }) => ({
        ...template,
        cpu: of(...shares).map((share) => (share * has.cpu) / 5),
      });
      const result = simulate(load, { predictor: last, policy, capacity, seed });
      const { vms, history } = result;
      for (const vm of result.names.keys()) {
        const done = vms.used.cpu[vm] + vms.backlog.cpu[vm];
        assert.ok(Math.abs(done - vms.demand.cpu[vm]) < 1e-9 * Math.max(1, done));
        for (const resource of SCHEDULED)
          history?.[resource]?.used[vm].forEach((used, period) => {
            assert.ok(used <= (history[resource]?.grant[vm][period] ?? 0));
          });
      }
    }),
    { numRuns: 30 },
  );
});

test('every built-in policy schedules some resources and leaves the others alone', () => {
  const load = sine({ vms: 3, steps: 20, period: 10, peak: { cpu: 2, memory: '1GiB', write: 1000 } });
  for (const [policy] of CLAIMS)
    for (const capacity of [{ cpu: 3 }, { memory: '2GiB' }, { cpu: 3, write: 2000 }]) {
      const { resources, utilisation } = simulate(load, { policy, predictor: ewma(), capacity });
      assert.deepEqual(resources, Object.keys(capacity));
      for (const resource of resources) assert.ok(utilisation[resource] > 0.3, `${policy.title} of ${resource}`);
    }
});

test('the same seed gives the same result to the bit, with columns or without; another seed another', () => {
  const run = (seed: number, keep: 'columns' | 'summary') =>
    simulate(load, { predictor: last, policy: promised, capacity, seed, keep });
  const { history, ...facts } = run(7, 'columns');
  assert.deepEqual(JSON.parse(JSON.stringify(run(7, 'columns').history)), JSON.parse(JSON.stringify(history)));
  assert.equal(JSON.stringify(run(7, 'summary')), JSON.stringify(facts));
  assert.notEqual(JSON.stringify(run(8, 'summary')), JSON.stringify(facts));
});

test('columns that no memory could hold are refused with advice', () => {
  const day = sine({ vms: 1000, steps: 1_000_000, period: 60, peak: { cpu: 1 } });
  assert.throws(() => simulate(day, { predictor: last, policy: promised, capacity: { cpu: 1 } }), /keep: 'summary'/);
});

test('a result prints as tables, draws a picture, and stands beside others', () => {
  const result = simulate(load, { predictor: last, policy: promised, capacity });
  assert.match(String(result), /promised, last: 5 VMs for 1 min 0 s/);
  assert.match(String(result), /CPU .*disk write/s);
  assert.match(result.chart(), /CPU.*\n.*demand.*granted.*used/);
  const kinds = result.report().sections.map(({ kind }) => kind);
  assert.ok(kinds.includes('series') && kinds.includes('table'));
  const text = String(compare([result, { ...result, policy: 'other' }]));
  assert.match(text, /promised +last/);
  assert.match(text, /other +last/);
});

test('simulations that stand beside each other are told apart by their capacities, where these differ', () => {
  const on = (cpu: number) => simulate(cores('a', 1), { predictor: last, policy: promised, capacity: { cpu } });
  assert.match(String(compare([on(2), on(3)])), /promised +last +2 cores.*promised +last +3 cores/s);
  assert.doesNotMatch(String(compare([on(2), on(2)])), /capacity/);
});

test('credit that was spent to its last is no credit: what rounding leaves of it buys nothing', () => {
  const earning = [0.1, 0.13, 0.27, 0.05, 0.11, 0.2, 0.07];
  const later = [...new Array(18).fill(0.3), 1, 1, 1];
  const { history } = simulate([cores('a', ...earning, ...later), cores('b', ...new Array(7).fill(0.3), ...later)], {
    predictor: last,
    policy: rescoin({ window: 5 }),
    capacity: { cpu: 1 },
    templates: { a: { cpu: 0.3 }, b: { cpu: 0.3 } },
  });
  assert.ok((history?.cpu?.credit[0][26] ?? 0) < 1e-15);
  assert.deepEqual(
    history?.cpu?.grant.map((grants) => grants[26]),
    [0.5, 0.5],
  );
});
