import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { MemberCounters } from '../../../lib/record/fleet/member.ts';
import { meteredVm } from '../../../lib/record/fleet/meters.ts';
import { type Reading, readMeters } from '../../../lib/record/fleet/read-meters.ts';
import { RESOURCES, type Resource } from '../../../lib/trace/trace.ts';
import { counterIn } from './fleet-parts.ts';

/** Reads a VM again and again, in steps of half a second. */
function readings(counters: MemberCounters, samples: readonly (readonly string[])[]): Reading[] {
  const vm = meteredVm('vm1', counters);
  return samples.map((texts) => {
    const reading = readMeters(vm, texts, 0.5);
    vm.isNew = false;
    return reading;
  });
}

const used = (all: readonly Reading[], resource: Resource): (number | undefined)[] =>
  all.map(({ usage }) => usage[RESOURCES.indexOf(resource)]);

const NOTHING = Number.NaN;

describe('what a VM used between two samples', () => {
  const cases: readonly [string, Resource, string[], number[]][] = [
    ['CPU in cores', 'cpu', ['1', '1.25', '1.25'], [NOTHING, 0.5, 0]],
    ['memory as it is at the end, from the second on', 'memory', ['10', '20', '5'], [NOTHING, 20, 5]],
    ['bytes by which a counter grew', 'rx', ['10', '20', '20'], [NOTHING, 10, 0]],
    ['nothing where a counter went backwards', 'rx', ['10', '3', '5'], [NOTHING, NOTHING, 2]],
    ['nothing before and after what could not be read', 'tx', ['1', '', '5', '6'], [NOTHING, NOTHING, NOTHING, 1]],
    ['nothing for a text that is no number', 'tx', ['1', 'x', '5', '6'], [NOTHING, NOTHING, NOTHING, 1]],
  ];
  for (const [title, resource, texts, expected] of cases)
    test(`is ${title}`, () => {
      const counter = counterIn('file');
      const counters = { [resource]: resource === 'cpu' || resource === 'memory' ? counter : [counter] };
      const all = readings(
        counters,
        texts.map((text) => [text]),
      );
      assert.deepEqual(used(all, resource), expected);
      const others = RESOURCES.filter((other) => other !== resource);
      assert.ok(others.every((other) => used(all, other).every(Number.isNaN)));
    });

  test('is the sum of its disks, and unknown where one of them is', () => {
    const all = readings({ read: [counterIn('a'), counterIn('b')] }, [
      ['1', '10'],
      ['2', '20'],
      ['3', ''],
      ['1', '40'],
      ['2', '41'],
    ]);
    assert.deepEqual(used(all, 'read'), [NOTHING, 11, NOTHING, NOTHING, 2]);
  });

  test('is unknown where one disk was reset, however much another read', () => {
    const all = readings({ read: [counterIn('a'), counterIn('b')] }, [
      ['100', '0'],
      ['0', '900'],
    ]);
    assert.deepEqual(used(all, 'read'), [NOTHING, NOTHING]);
    assert.deepEqual(
      all[1]?.reset.map(({ counter }) => counter.file),
      ['a'],
    );
  });
});

describe('a VM is gone', () => {
  test('when nothing of it can be read', () => {
    const all = readings({ cpu: counterIn('a'), memory: counterIn('b') }, [
      ['1', '2'],
      ['1', ''],
      ['', ''],
    ]);
    assert.deepEqual(
      all.map(({ isGone, unreadable }) => [isGone, unreadable.length]),
      [
        [false, 0],
        [false, 1],
        [true, 1],
      ],
    );
  });

  test('when only what may be empty can be', () => {
    const all = readings({ cpu: counterIn('a'), write: [counterIn('b', 0)] }, [
      ['1', ''],
      ['2', ''],
      ['', ''],
    ]);
    assert.deepEqual(used(all, 'write'), [NOTHING, 0, 0]);
    assert.deepEqual(
      all.map(({ isGone }) => isGone),
      [false, false, true],
    );
  });
});

test('all that a VM used adds up to what its counter grew by, whatever the steps', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e9), { minLength: 2 }), (growths) => {
      let total = 0;
      const texts = growths.map((growth) => {
        total += growth;
        return [String(total)];
      });
      const [, ...steps] = used(readings({ rx: [counterIn('file')] }, texts), 'rx') as number[];
      assert.equal(
        steps.reduce((sum, bytes) => sum + bytes, 0),
        total - (growths[0] as number),
      );
    }),
  );
});
