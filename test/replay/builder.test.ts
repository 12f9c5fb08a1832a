import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { InputError } from '../../lib/core/errors.ts';
import type { Replay } from '../../lib/replay/builder.ts';
import { replay } from '../../lib/replay/replay.ts';
import { resourcesOf } from '../../lib/replay/spec.ts';

const data = (name: string) => new URL(`../../examples/data/${name}`, import.meta.url).pathname;

describe('a builder', () => {
  test('is frozen: each method gives a new one, and the old one stays', () => {
    const whole = replay.fromCsv('nowhere.csv');
    const part = whole.row(2).slice(10, 20).speed(2);
    assert.ok(Object.isFrozen(part));
    assert.equal(whole.toJSON().row, undefined);
    assert.deepEqual(part.toJSON().shapes, [
      { kind: 'slice', from: 10, to: 20 },
      { kind: 'speed', factor: 2 },
    ]);
  });

  test('does no I/O until it is asked for something, and is not thenable', () => {
    assert.equal('then' in replay.fromCsv('nowhere.csv').row(1).fit().subtractOverhead('nowhere.csv'), false);
  });

  test('prints as its spec and what to call next', () => {
    assert.match(inspect(replay.fromCsv('r.csv').row('web-1')), /row +web-1[\s\S]*next: \.plan\(\)/);
  });

  test('understands disk and network as the resources they are', () => {
    assert.deepEqual(resourcesOf(['disk', 'network', 'cpu']), ['cpu', 'read', 'write', 'tx']);
  });

  const MISTAKES: [string, (builder: Replay) => unknown, RegExp][] = [
    ['a size without sense', (it) => it.disk({ size: '4 elephants' }), /a disk size.*4 elephants/],
    ['a file and a device at once', (it) => it.disk({ file: 'a', device: '/dev/b' }), /a file or a device.*both/],
    ['an engine that there is not', (it) => it.disk({ engine: 'dd' as 'fio' }), /engine: expected 'agent' or 'fio'/],
    ['a name where an address belongs', (it) => it.network({ to: 'host' }), /an IPv4 address, got 'host'/],
    ['a port of nobody', (it) => it.network({ port: 9 }), /an address to send to/],
    ['a port past the last', (it) => it.network({ to: '10.0.0.1', port: 70_000 }), /65535/],
    ['a capacity without sense', (it) => it.network({ capacity: 'much' }), /a capacity.*much/],
    ['an unknown resource', (it) => it.only('dsk' as 'disk'), /one or more of cpu, memory.*got 'dsk'/],
    ['what a VM received', (it) => it.only('rx' as 'tx'), /replay\.rx/],
    ['no resource at all', (it) => it.only(), /one or more of/],
    ['a factor of no resource', (it) => it.scale({ disk: 2 } as object), /factors of cpu.*'disk'/],
    ['a factor that is no number', (it) => it.scale(Number.NaN), /a factor of 0 or more/],
    ['no speed', (it) => it.speed(-1), /a factor above 0/],
    ['no round', (it) => it.loop(0), /1 or more/],
    ['an end before its start', (it) => it.slice(5, 2), /0 ≤ from ≤ to/],
  ];
  for (const [what, say, message] of MISTAKES)
    test(`refuses ${what} at once`, () =>
      assert.throws(
        () => say(replay.fromCsv('nowhere.csv')),
        (error) => error instanceof InputError && message.test(error.message),
      ));

  test('shapes what it reads in the order in which it was told', async () => {
    const { interval, cpu } = await replay
      .fromCsv(data('record.csv'))
      .slice(0, 10)
      .speed(2)
      .loop(2)
      .scale({ cpu: 3 })
      .trace();
    const plain = await replay.fromCsv(data('record.csv')).slice(0, 10).trace();
    assert.equal(interval.reduce((sum, seconds) => sum + seconds, 0).toFixed(6), '10.000000');
    assert.equal(cpu.length, 2 * plain.cpu.length);
    assert.ok(Math.abs((cpu[4] as number) - 3 * (plain.cpu[4] as number)) < 1e-12);
  });

  test('says where a recording ends that is sliced past its end', async () => {
    const past = replay.fromCsv(data('record.csv')).row(1).slice(600, 660);
    await assert.rejects(past.trace(), /before the end of '\S+' at \d+(\.\d+)? s, got 600$/);
  });

  test('joins memory from its own record', async () => {
    const { memory } = await replay.fromCsv(data('record.csv')).row(1).memoryFrom(data('memory_record')).trace();
    assert.ok(memory.some((bytes) => bytes > 50 * 2 ** 20));
  });

  test('names the VMs there are where a row is not', async () => {
    await assert.rejects(replay.fromCsv(data('record.csv')).row('web').trace(), /It has: 1 web-1/);
  });

  test('describes a recording as a table that shows every row', async () => {
    assert.match(inspect(await replay.fromCsv(data('record.csv')).describe()), /row +VM[\s\S]*1 +web-1/);
  });
});
