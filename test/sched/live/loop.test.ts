import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOf } from '../../../lib/sched/columns.ts';
import type { Fault } from '../../../lib/sched/live/fault.ts';
import type { PeriodReport } from '../../../lib/sched/live/period-report.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import type { Policy, State } from '../../../lib/sched/policy/policy.ts';
import { rescoin } from '../../../lib/sched/policy/rescoin.ts';
import { fakePlant, noPace } from './fake-plant.ts';
import { CORES, runFake } from './run-fake.ts';

const HOST = { cores: CORES, interval: 1 };
const both = () => fakePlant(HOST, { vm1: 2, vm2: 2 });

/** What is said for each VM, in their order. */
const granting =
  (...cpu: number[]): Policy =>
  ({ names }) => ({ ...columnsOf(names.length), cpu: Float64Array.from(cpu.slice(0, names.length)) });
/** As told until a period, then something else. */
const then =
  (from: number, first: Policy, second: Policy): Policy =>
  (state) =>
    (state.period < from ? first : second)(state);

describe('a live run', () => {
  test('turns grants into weights, of 10000 for the whole host', async () => {
    const plant = both();
    const { history } = await runFake(plant, { policy: granting(1.5, 0.5), for: 3 });
    assert.deepEqual(
      plant.applied[0],
      new Map([
        ['vm1', { weight: 7500 }],
        ['vm2', { weight: 2500 }],
      ]),
    );
    assert.deepEqual(
      history.cpu?.used.map((column) => [...column]),
      [
        [1.5, 1.5, 1.5],
        [0.5, 0.5, 0.5],
      ],
    );
    assert.deepEqual([...history.limits.weight[1]], [2500, 2500, 2500]);
  });

  test('adds a ceiling where it is asked to, but never so low that nothing could run', async () => {
    const plant = both();
    const { history } = await runFake(plant, { policy: granting(1.2, 0), enforce: 'quota', for: 2 });
    assert.deepEqual(
      plant.applied[0],
      new Map([
        ['vm1', { weight: 6000, quota: 1.2 }],
        ['vm2', { weight: 1, quota: 0.01 }],
      ]),
    );
    assert.deepEqual([...history.cpu!.used[1]], [0.01, 0.01]);
  });

  test('starts from the templates, and puts all back in the end', async () => {
    const plant = both();
    const { history } = await runFake(plant, {
      policy: rescoin(),
      templates: { vm1: { cpu: 1.5 }, vm2: { cpu: 0.5 } },
      for: 1,
    });
    assert.deepEqual(
      history.cpu?.grant.map((column) => column[0]),
      [1.5, 0.5],
    );
    assert.ok(Number.isNaN(history.cpu?.estimate[0][0]), 'nothing was observed yet');
    assert.ok(plant.restored);
  });

  test('in a dry run sets nothing, and tells what it would set', async () => {
    const plant = both();
    const { reports } = await runFake(plant, { policy: granting(1.5, 0.5), dryRun: true, for: 2 });
    assert.deepEqual(plant.applied, []);
    assert.deepEqual(
      reports[1].vms.map(({ limits, would }) => [limits, would]),
      [
        [{}, { weight: 7500 }],
        [{}, { weight: 2500 }],
      ],
    );
    assert.match(String(reports[1]), /limits that would be set\n.*cpu\.weight\n─+\nvm1 +7500\nvm2 +2500/);
  });

  test('tells the policy what the types say', async () => {
    const states: State[] = [];
    const policy: Policy = Object.assign(
      (state: State) => {
        states.push(structuredClone(state));
        return granting(1, 0.5)(state);
      },
      { creditWindow: 2 },
    );
    const plant = fakePlant(HOST, { vm1: 0.25, vm2: 0.5 });
    await runFake(plant, {
      policy,
      for: 4,
      templates: { vm1: { cpu: 1, vcpus: 1, weight: 3 } },
      capacity: { memory: '1GiB' },
    });
    const state = states[3];
    assert.deepEqual([state.names, state.period, state.interval], [['vm1', 'vm2'], 3, 1]);
    assert.deepEqual([...state.used.cpu, ...state.estimate.cpu], [0.25, 0.5, 0.25, 0.5]);
    assert.deepEqual([...state.credit.cpu], [1.5, 1], 'two periods of what was left of the template');
    assert.deepEqual(
      [[...state.vcpus], [...state.weight], [...state.template.cpu]],
      [
        [1, 2],
        [3, 1],
        [1, 1],
      ],
    );
    assert.deepEqual([state.capacity.cpu, state.capacity.memory, state.capacity.read], [2, 2 ** 30, Infinity]);
    assert.ok(state.demandAtLeast.cpu.every(Number.isNaN), 'nobody was held back');
  });

  test('ends a VM that was kept idle under a ceiling back at its need within 3 periods', async () => {
    for (const [policy, need] of [
      [rescoin(), 0.9],
      [maxMin(), 1.4],
    ] as const) {
      const plant = fakePlant(HOST, { vm1: 0, vm2: 0.3 });
      const woke = 12;
      plant.onSample = (number) => {
        if (number === woke) plant.vms.get('vm1')!.demand = need;
      };
      const { history } = await runFake(plant, { policy, enforce: 'quota', for: 20 });
      const used = history.cpu!.used[0];
      assert.ok(history.cpu!.grant[0][woke] < 0.1, 'it was granted next to nothing while it idled');
      assert.equal(history.cpu!.demandAtLeast[0][woke], used[woke], 'it was held back, which is seen');
      for (const period of [woke + 3, woke + 4, woke + 5])
        assert.ok(used[period] >= need - 1e-9, `${policy.title}: ${used.slice(woke)}`);
    }
  });

  test('gives a VM that idled the larger part when both want all, as long as its credit lasts', async () => {
    const plant = fakePlant(HOST, { vm1: 2, vm2: 0 });
    plant.onSample = (number) => {
      if (number === 10) plant.vms.get('vm2')!.demand = 2;
    };
    const { history } = await runFake(plant, {
      policy: rescoin({ window: 10 }),
      for: 14,
      templates: { vm1: { cpu: 0.5 }, vm2: { cpu: 0.5 } },
    });
    const [one, other] = history.cpu!.used;
    for (const period of [10, 11, 12]) assert.deepEqual([other[period], one[period]], [1.5, 0.5]);
    assert.ok(history.cpu!.credit[1][11] > history.cpu!.credit[0][11]);
  });

  for (const [name, pressure] of [
    ['its use', false],
    ['pressure', true],
  ] as const)
    test(`sees by ${name} who is held back by weights alone`, async () => {
      const plant = fakePlant({ ...HOST, pressure }, { vm1: 2, vm2: 2, vm3: 0.01 });
      const { history } = await runFake(plant, { policy: granting(1.4, 0.5, 0.1), for: 3 });
      const [one, two, three] = history.cpu!.demandAtLeast.map((column) => column[2]);
      assert.ok(one >= 1.4 && two >= 0.5);
      assert.ok(Number.isNaN(three), 'it wanted less than its grant');
    });
});

describe('a live run survives', () => {
  const good = granting(1.5, 0.5);
  const BAD: [string, Policy, RegExp][] = [
    [
      'that throws',
      () => {
        throw new Error('out of ideas');
      },
      /the policy failed: out of ideas|failed: out of ideas/,
    ],
    ['that grants NaN', granting(Number.NaN, 1), /granted vm1 NaN of cpu/],
    ['that grants less than nothing', granting(1, -1), /granted vm2 -1 of cpu/],
    ['that grants without end', granting(Infinity, 1), /granted vm1 Infinity of cpu/],
    ['that grants more than there is', granting(1.5, 1), /granted 2\.5 of cpu, and there is 2/],
    ['with an answer of the wrong length', () => columnsOf(3), /gave 3 grants of cpu for 2 VMs/],
    ['with an answer that is none', (() => undefined) as unknown as Policy, /gave no Float64Array for cpu/],
  ];
  for (const [what, bad, says] of BAD)
    test(`a policy ${what}: the last good allocation stays`, async () => {
      const plant = both();
      const { history, faults } = await runFake(plant, { policy: then(2, good, bad), for: 4 });
      assert.deepEqual(
        history.cpu?.grant.map((column) => [...column]),
        [
          [1.5, 1.5, 1.5, 1.5],
          [0.5, 0.5, 0.5, 0.5],
        ],
      );
      assert.equal(plant.applied.length, 2);
      assert.deepEqual(
        faults.map(({ period, kind }) => [period, kind]),
        [
          [2, 'policy'],
          [3, 'policy'],
        ],
      );
      assert.match(faults[0].reason, says);
    });

  test('a sum that is over the capacity by rounding only', async () => {
    const { faults } = await runFake(both(), { policy: granting(2 / 3, 4 / 3 + 1e-12), for: 2 });
    assert.deepEqual(faults, []);
  });

  test('a limit that cannot be set: that VM keeps its last, the others get theirs', async () => {
    const plant = both();
    plant.onSample = (number) => {
      plant.refuses = number === 1 ? { vm1: 'the kernel said EBUSY' } : {};
    };
    const { history, faults, reports } = await runFake(plant, { policy: then(1, good, granting(1, 1)), for: 3 });
    assert.deepEqual(
      history.limits.weight.map((column) => [...column]),
      [
        [7500, 7500, 5000],
        [2500, 5000, 5000],
      ],
    );
    assert.deepEqual(faults, [{ period: 1, kind: 'limit', vm: 'vm1', reason: 'the kernel said EBUSY' }]);
    assert.match(String(reports[1]), /period 1: limit of vm1: the kernel said EBUSY/);
  });

  test('a sample that fails: nothing is decided, and the next measures over both periods', async () => {
    const plant = both();
    const asked: number[] = [];
    plant.onSample = (number) => {
      if (number === 2) throw new Error('no /proc');
    };
    const policy: Policy = (state) => {
      asked.push(state.period);
      return good(state);
    };
    const { history, faults } = await runFake(plant, { policy, for: 4 });
    assert.deepEqual(asked, [0, 1, 3]);
    assert.deepEqual([...history.cpu!.used[0]], [1.5, Number.NaN, 1.5, 1.5]);
    assert.deepEqual([...history.cpu!.grant[0]], [1.5, 1.5, 1.5, 1.5]);
    assert.deepEqual(faults, [{ period: 1, kind: 'sample', reason: 'no /proc' }]);
  });

  test('a VM that cannot be read for a while: its estimate stays, and it earns nothing', async () => {
    const plant = fakePlant(HOST, { vm1: 0.5, vm2: 0.5 });
    plant.onSample = (number) => {
      plant.unreadable = number === 3 ? { vm1: 'EIO' } : {};
    };
    const { history, faults } = await runFake(plant, { policy: maxMin(), for: 5 });
    assert.deepEqual([...history.cpu!.used[0]], [0.5, 0.5, Number.NaN, 0.5, 0.5]);
    assert.deepEqual([...history.cpu!.estimate[0]].slice(1), [0.5, 0.5, 0.5, 0.5]);
    assert.deepEqual([...history.cpu!.credit[0]], [0, 0.5, 1, 1, 1.5]);
    assert.deepEqual(faults, [{ period: 2, kind: 'sample', vm: 'vm1', reason: 'EIO' }]);
  });

  test('a VM that ends, and one that appears', async () => {
    const plant = both();
    plant.onSample = (number) => {
      if (number === 2) plant.vms.delete('vm1');
      if (number === 3) plant.vms.set('vm3', { demand: 2, limits: {} });
    };
    const { history, names, faults } = await runFake(plant, { policy: rescoin(), for: 5 });
    assert.deepEqual(names, ['vm1', 'vm2', 'vm3']);
    const [one, two, three] = history.cpu!.used.map((column) =>
      [...column].map((used) => Math.round(used * 100) / 100),
    );
    assert.deepEqual(one, [1, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    assert.equal(two[2], 2, 'it has the host to itself');
    assert.ok(three.slice(0, 3).every(Number.isNaN) && three[4] > 0.4);
    assert.equal(history.cpu!.grant[2][3], 1, 'an equal part, as nothing is known of it');
    assert.deepEqual(faults, [{ period: 1, kind: 'ended', vm: 'vm1', reason: 'it is no longer there' }]);
  });

  test('no VMs at all, for a while', async () => {
    const plant = fakePlant(HOST, {});
    plant.onSample = (number) => {
      if (number === 1) plant.vms.set('vm1', { demand: 1, limits: {} });
    };
    const { names, faults, periods } = await runFake(plant, { policy: rescoin(), for: 3 });
    assert.deepEqual([names, faults, periods], [['vm1'], [], 3]);
  });

  test('periods whose time had come before the one before them was done', async () => {
    const { history, faults, periods } = await runFake(both(), { policy: good, for: 6 }, noPace([2, 3]));
    assert.deepEqual([[...history.period], periods], [[0, 1, 4, 5], 4]);
    assert.deepEqual(
      faults.map(({ period, kind }) => [period, kind]),
      [
        [2, 'missed'],
        [3, 'missed'],
      ],
    );
  });
});

describe('a live run puts limits back', () => {
  test('when the signal comes, and its result is what was measured until then', async () => {
    const plant = both();
    const end = new AbortController();
    const onPeriod = ({ period }: PeriodReport) => period === 2 && end.abort();
    const { periods } = await runFake(plant, { policy: granting(1, 1), for: 1000, signal: end.signal, onPeriod });
    assert.ok(plant.restored);
    assert.equal(periods, 3);
  });

  test('when who is told of a period throws', async () => {
    const plant = both();
    const onPeriod = () => {
      throw new Error('mine');
    };
    await assert.rejects(runFake(plant, { policy: granting(1, 1), onPeriod }), /mine/);
    assert.ok(plant.restored);
  });

  test('and tells what could not be, even then', async () => {
    const plant = both();
    plant.restore = async () => [{ vm: 'vm2', reason: "it holds '7'" }];
    const told: Fault[][] = [];
    const onPeriod = () => {
      throw new Error('mine');
    };
    const onEnd = (left: readonly Fault[]) => told.push([...left]);
    await assert.rejects(runFake(plant, { policy: granting(1, 1), onPeriod, onEnd }), /mine/);
    assert.deepEqual(told, [[{ period: 0, kind: 'restore', vm: 'vm2', reason: "it holds '7'" }]]);
  });

  test('and says what could not be', async () => {
    const plant = both();
    plant.restore = async () => [{ vm: 'vm2', reason: "it holds '7'" }];
    const { faults } = await runFake(plant, { policy: granting(1, 1), for: 2 });
    assert.deepEqual(faults, [{ period: 1, kind: 'restore', vm: 'vm2', reason: "it holds '7'" }]);
  });
});
