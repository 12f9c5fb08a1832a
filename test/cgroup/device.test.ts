import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diskNumbers } from '../../lib/cgroup/device.ts';
import { InputError } from '../../lib/core/errors.ts';
import { memoryHost } from '../../lib/host/memory.ts';

const STAT: Readonly<Record<string, string>> = {
  '/dev/vda': 'block special file fe:0\n',
  '/dev/vda1': 'block special file fe:1\n',
  '/dev/null': 'character special file 1:3\n',
};

const machine = () =>
  memoryHost(
    {
      '/sys/dev/block/254:0/dev': '254:0\n',
      '/sys/dev/block/254:1/partition': '1\n',
      '/sys/dev/block/254:1/../dev': '254:0\n',
    },
    { run: (argv) => ({ stdout: STAT[argv.at(-1) as string] ?? '' }) },
  );

describe('the numbers of a disk', () => {
  for (const device of ['/dev/vda', '/dev/vda1', '254:0', '254:1'])
    test(`are those of the whole disk for ${device}`, async () =>
      assert.equal(await diskNumbers(machine(), device), '254:0'));
  for (const device of ['/dev/null', '/dev/nothing', 'vda', '9:9', '../../etc', ''])
    test(`are refused for '${device}'`, () => assert.rejects(diskNumbers(machine(), device), InputError));
});
