import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { gather } from '../../../lib/gather/gather.ts';
import { frameOf } from '../../../lib/gather/top/frame.ts';
import { orderOf, sorted, type TopOrder } from '../../../lib/gather/top/order.ts';
import type { VmUsage } from '../../../lib/record/fleet/step.ts';

const vm = (name: string, change: Partial<VmUsage> = {}): VmUsage => ({
  ...{ name, cpu: 0, memory: 0, read: 0, write: 0, rx: 0, tx: 0 },
  ...change,
});

const vms = [
  vm('idle'),
  vm('spins', { cpu: 2, memory: 5 }),
  vm('gone', { cpu: Number.NaN, memory: Number.NaN, read: Number.NaN, write: Number.NaN }),
  vm('writes', { cpu: 1, write: 100, memory: 9 }),
  vm('sends', { tx: 50, read: 1 }),
];

for (const [order, names] of [
  ['cpu', ['spins', 'writes', 'idle', 'sends', 'gone']],
  ['memory', ['writes', 'spins', 'idle', 'sends', 'gone']],
  ['disk', ['writes', 'sends', 'gone', 'idle', 'spins']],
  ['network', ['sends', 'gone', 'idle', 'spins', 'writes']],
] as const satisfies readonly (readonly [TopOrder, readonly string[]])[])
  test(`by ${order}, who uses the most is first`, () => {
    assert.deepEqual(
      sorted(vms, order).map(({ name }) => name),
      names,
    );
  });

const step = { step: 4, start: 4, interval: 2, vms };

test('a frame has a head with units, rates per second, and a dash for what is not known', () => {
  const text = frameOf(step, { order: 'cpu', columns: 80, rows: 24, color: false });
  assert.match(text, /^5 VMs, 6 s, by cpu/);
  assert.match(text, /CPU \(cores\)/);
  assert.match(text, /writes .*\b50\b/);
  assert.match(text, /gone +–/);
});

test('a frame never has more lines than the screen, nor wider ones', () => {
  const many = { ...step, vms: Array.from({ length: 100 }, (_, index) => vm(`vm-${index}`, { cpu: index })) };
  for (const rows of [5, 10, 24, 200])
    for (const columns of [30, 80, 200]) {
      const lines = frameOf(many, { order: 'cpu', columns, rows, color: false }).split('\n');
      assert.ok(lines.length <= rows, `${lines.length} lines on ${rows}`);
      assert.ok(lines.every((line) => line.length <= columns));
    }
  assert.match(frameOf(many, { order: 'cpu', columns: 80, rows: 24, color: false }), /and \d+ more$/);
});

test('keys are the first letters of the orders', () => {
  assert.deepEqual(['c', 'm', 'd', 'n', 'x', ''].map(orderOf), [
    'cpu',
    'memory',
    'disk',
    'network',
    undefined,
    undefined,
  ]);
});

test('an order that there is not is refused, and a view prints what it would show', () => {
  assert.throws(() => gather.top({ sort: 'name' as TopOrder }), InputError);
  assert.match(String(gather.top({ vms: 'web-*' })), /web-\*/);
});
