import assert from 'node:assert/strict';
import type { Vm } from '../../../../lib/index.ts';
import { inVm } from './in-vm.ts';
import { kernelSays } from './kernel.ts';

const DEVICE = '/dev/vda';
const MIB = 2 ** 20;

async function secondsOf(vm: Vm, argv: readonly string[]): Promise<number> {
  const start = performance.now();
  const { exitCode, stderr } = await vm.exec(argv);
  assert.equal(exitCode, 0, stderr);
  return (performance.now() - start) / 1000;
}

const write = (blocks: number) => ['dd', 'if=/dev/zero', `of=${DEVICE}`, 'oflag=direct', 'bs=64k', `count=${blocks}`];
const read = (blocks: number) => ['dd', `if=${DEVICE}`, 'of=/dev/null', 'iflag=direct', 'bs=4k', `count=${blocks}`];

inVm('rate', 'writes and reads are held to their rates, each by itself, and counted', async (vm, t) => {
  const limits = await vm.cgroup.io.max({ device: DEVICE, write: '2MiB/s', readIops: 100 });
  const [line = ''] = (await kernelSays('rate', 'io.max')).split('\n');
  const device = line.split(' ')[0] ?? '';
  assert.equal(line, `${device} rbps=max wbps=${2 * MIB} riops=100 wiops=max`);
  assert.deepEqual(await vm.cgroup.io.max(), [
    { device, read: 'max', write: 2 * MIB, readIops: 100, writeIops: 'max' },
  ]);
  const writing = await secondsOf(vm, write(96));
  const reading = await secondsOf(vm, read(300));
  t.diagnostic(`6 MiB at 2 MiB/s: ${writing.toFixed(2)} s; 300 reads at 100/s: ${reading.toFixed(2)} s`);
  assert.ok(writing > 2.7 && writing < 9, `${writing}`);
  assert.ok(reading > 2.7 && reading < 9, `${reading}`);
  const disk = (await vm.cgroup.io.stat()).disks[device];
  assert.equal(disk?.write, 6 * MIB);
  assert.equal(disk?.read, 300 * 4096);
  await limits.undo();
  assert.equal(await kernelSays('rate', 'io.max'), '');
  assert.deepEqual(await vm.cgroup.io.max(), []);
  const free = await secondsOf(vm, write(96));
  assert.ok(free < writing / 2, `${free}`);
});
