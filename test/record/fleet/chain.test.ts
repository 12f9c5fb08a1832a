import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Background, RecorderSpec, SampleListener } from '../../../lib/native.ts';
import { Chain, leadFor } from '../../../lib/record/fleet/chain.ts';
import type { Probing } from '../../../lib/record/fleet/probing.ts';

const probing = (name: string): Probing => ({ probes: [name], vms: [] });
const INTERVAL_NS = 1e9;

interface FakeRecorder {
  readonly spec: RecorderSpec;
  readonly listener: SampleListener;
  /** Samples that were read, and not delivered yet. */
  readonly waiting: number[];
  taken: number;
  isStopped: boolean;
}

/** Recorders as the addon makes them, in a time that goes on when it is told to, and an event loop that is blocked until it delivers. */
class FakeRecorders {
  now = 0n;
  refuses = false;
  private readonly recorders: FakeRecorder[] = [];

  readonly start = (spec: RecorderSpec, listener: SampleListener): Background<void> => {
    if (this.refuses) throw new Error('too many open files');
    const recorder: FakeRecorder = { spec, listener, waiting: [], taken: 0, isStopped: false };
    this.recorders.push(recorder);
    const stop = () => {
      recorder.isStopped = true;
    };
    return { stop, done: Promise.resolve() };
  };

  advance(ns: number): void {
    this.now += BigInt(ns);
    for (const recorder of this.recorders) while (this.isDue(recorder)) recorder.waiting.push(recorder.taken++);
  }

  /** Delivers what one of them has read. */
  deliver(which: number): void {
    const ready = this.recorders.filter(({ waiting }) => waiting.length > 0);
    const { spec, listener, waiting } = ready[which % ready.length] ?? {};
    const index = waiting?.shift();
    if (index === undefined) return;
    listener?.(index, Float64Array.of((spec?.at[index] as number) + 1e6), [String(spec?.probes[0])]);
  }

  deliverAll(): void {
    while (this.recorders.some(({ waiting }) => waiting.length > 0)) this.deliver(0);
  }

  get running(): number {
    return this.recorders.filter(({ isStopped, spec, taken }) => !isStopped && taken < spec.at.length).length;
  }

  private isDue({ spec: { at, origin }, taken, isStopped }: FakeRecorder): boolean {
    return !isStopped && taken < at.length && BigInt(at[taken] as number) + origin <= this.now;
  }
}

interface Taken {
  readonly index: number;
  readonly by: string;
  readonly text: string;
  readonly late: number;
}

function chainOf(fake: FakeRecorders, samples: number, most?: number) {
  const taken: Taken[] = [];
  const chain = new Chain(
    { origin: 0n, interval: 1, samples },
    {
      start: fake.start,
      now: () => fake.now,
      most,
      take: ({ probes }, { index, text, late }) =>
        void taken.push({ index, by: String(probes[0]), text: text[0] ?? '', late }),
    },
  );
  chain.read(probing('first'));
  return { chain, taken };
}

const OPERATIONS = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('advance' as const), amount: fc.integer({ min: 0, max: 3 * INTERVAL_NS }) }),
    fc.record({ kind: fc.constant('deliver' as const), amount: fc.nat(3) }),
    fc.record({ kind: fc.constant('read' as const), amount: fc.nat(0) }),
  ),
  { maxLength: 80 },
);

test('every deadline is told once and in order, by who was to read it, whatever changes, and however late it is delivered', async () => {
  await fc.assert(
    fc.asyncProperty(
      OPERATIONS,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (operations, samples, most) => {
        const fake = new FakeRecorders();
        const { chain, taken } = chainOf(fake, samples, most);
        for (const [number, { kind, amount }] of operations.entries()) {
          if (kind === 'advance') fake.advance(amount);
          if (kind === 'deliver') fake.deliver(amount);
          if (kind === 'read') chain.read(probing(`read ${number}`));
        }
        for (let rest = 0; rest <= samples; rest++) {
          fake.advance(INTERVAL_NS);
          fake.deliverAll();
        }
        await chain.done;
        assert.deepEqual(
          taken.map(({ index }) => index),
          Array.from({ length: samples }, (_, index) => index),
        );
        assert.ok(taken.every(({ by, text }) => by === text));
        assert.equal(fake.running, 0);
      },
    ),
  );
});

test('what is to be read changes at the next deadline that can be met', () => {
  const fake = new FakeRecorders();
  const { chain, taken } = chainOf(fake, 10);
  const change = (name: string, ns: number) => {
    fake.advance(ns);
    fake.deliverAll();
    chain.read(probing(name));
  };
  change('soon', 1.2e9);
  change('just too late', 1e9 - Number(leadFor(probing('')) / 2n) + 0.8e9);
  fake.advance(3e9);
  fake.deliverAll();
  assert.deepEqual(
    taken.map(({ by }) => by),
    ['first', 'first', 'soon', 'soon', 'just too late', 'just too late'],
  );
  assert.ok(taken.every(({ late }) => Math.abs(late - 1e-3) < 1e-9));
});

test('what changes again before its turn never has it, and leaves nothing running', () => {
  const fake = new FakeRecorders();
  const { chain, taken } = chainOf(fake, 10);
  for (const name of ['a', 'b', 'c']) chain.read(probing(name));
  assert.equal(fake.running, 2);
  fake.advance(3e9);
  fake.deliverAll();
  assert.deepEqual(
    taken.map(({ by }) => by),
    ['first', 'c', 'c', 'c'],
  );
});

test('what cannot be read leaves all as it was', () => {
  const fake = new FakeRecorders();
  const { chain, taken } = chainOf(fake, 4);
  chain.read(probing('second'));
  fake.refuses = true;
  assert.throws(() => chain.read(probing('third')), /too many/);
  fake.advance(2e9);
  fake.deliverAll();
  assert.deepEqual(
    taken.map(({ by }) => by),
    ['first', 'second', 'second'],
  );
});

test('a failure in taking a sample ends it, and is told', async () => {
  const fake = new FakeRecorders();
  const grid = { origin: 0n, interval: 1, samples: Number.POSITIVE_INFINITY };
  const take = () => {
    throw new Error('no room');
  };
  const chain = new Chain(grid, { start: fake.start, now: () => fake.now, take });
  chain.read(probing('first'));
  fake.advance(1);
  fake.deliverAll();
  await assert.rejects(chain.done, /no room/);
  assert.equal(fake.running, 0);
});

test('without an end it goes on until it is stopped', async () => {
  const fake = new FakeRecorders();
  const { chain, taken } = chainOf(fake, Number.POSITIVE_INFINITY, 4);
  fake.advance(20e9);
  fake.deliverAll();
  for (let round = 0; round < 5; round++) {
    fake.advance(0);
    fake.deliverAll();
  }
  chain.stop();
  await chain.done;
  assert.equal(taken.length, 21);
});
