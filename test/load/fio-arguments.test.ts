import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blockSizeFor, fioArguments, layoutArguments } from '../../lib/load/fio-arguments.ts';

const disk = { path: '/var/tmp/a.disk', size: 2 ** 28, allowDevice: false };
const load = { direction: 'write', disk, blockSize: 16_384, seconds: 63.2 } as const;

test('fio moves one direction at random, past the page cache, and ends by itself', () => {
  const words = fioArguments(load);
  for (const word of ['--rw=randwrite', '--bs=16384', '--direct=1', '--time_based', '--runtime=64', '--size=268435456'])
    assert.ok(words.includes(word), word);
  assert.ok(fioArguments({ ...load, direction: 'read' }).includes('--rw=randread'));
});

test('the layout really writes all of it, before anybody counts', () => {
  const words = layoutArguments(disk);
  for (const word of ['--rw=write', '--fallocate=none', '--end_fsync=1', '--size=268435456'])
    assert.ok(words.includes(word), word);
  assert.equal(
    words.some((word) => word.startsWith('--runtime')),
    false,
  );
});

test('what separates files for fio is no separator in a path', () => {
  assert.ok(layoutArguments({ ...disk, path: '/a:b\\c' }).includes('--filename=/a\\:b\\\\c'));
});

test('only a device that was given away may be mounted', () => {
  const isAllowed = (words: string[]) => words.includes('--allow_mounted_write=1');
  assert.equal(isAllowed(fioArguments(load)), false);
  assert.equal(isAllowed(fioArguments({ ...load, disk: { ...disk, path: '/dev/loop7', allowDevice: true } })), true);
});

test('blocks are a hundredth of a usual step, and never more than some thousand a second', () => {
  const sizeFor = (...bytes: number[]) =>
    blockSizeFor({ bytes: Float64Array.from(bytes), interval: new Float64Array(bytes.length).fill(1) });
  assert.equal(sizeFor(0, 5e6, 5e6, Number.NaN), 2 ** 15);
  assert.equal(sizeFor(20_000), 2 ** 12);
  assert.equal(sizeFor(1e9), 2 ** 17);
  assert.equal(sizeFor(1000, 1000, 1000, 200e6), 2 ** 15);
});

test('a block is a power of two from 4 KiB to 128 KiB, whatever the steps', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 40), { minLength: 1 }), (bytes) => {
      const size = blockSizeFor({
        bytes: Float64Array.from(bytes),
        interval: new Float64Array(bytes.length).fill(0.5),
      });
      assert.ok(Number.isInteger(Math.log2(size)) && size >= 4096 && size <= 131_072, String(size));
    }),
  ));
