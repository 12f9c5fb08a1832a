import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { balloonMemory } from '../../../lib/driver/qemu/machine/balloon.ts';
import { commandLine } from '../../../lib/driver/qemu/machine/command-line.ts';
import { countersOf } from '../../../lib/driver/qemu/machine/counters.ts';
import type { MachineOptions } from '../../../lib/driver/qemu/machine/options.ts';
import { domainState } from '../../../lib/driver/qemu/machine/run-state.ts';
import { machineSpec } from '../../../lib/driver/qemu/machine/spec.ts';

const LEAST: MachineOptions = { name: 'vm1', memory: '256M' };
const files = { monitor: '/run/a/qmp.sock', agent: '/run/a/agent.sock', console: '/run/a/console.txt' };

const wordsOf = (options: Partial<MachineOptions> = {}) =>
  commandLine({ spec: machineSpec({ ...LEAST, ...options }), accelerator: 'tcg', files });

/** The value after a word. */
const after = (words: readonly string[], word: string): string[] =>
  words.flatMap((each, index) => (each === word ? [words[index + 1] as string] : []));

test('a machine is told in full: nothing of the host configures it', () => {
  const words = wordsOf({ vcpus: 2, cpu: 'qemu64', machine: 'q35', program: '/opt/q' });
  assert.equal(words[0], '/opt/q');
  for (const flag of ['-no-user-config', '-nodefaults', '-no-reboot']) assert.ok(words.includes(flag), flag);
  const told = {
    '-name': 'vm1',
    '-accel': 'tcg',
    '-smp': '2',
    '-m': 'size=268435456B',
    '-machine': 'q35',
    '-cpu': 'qemu64',
  };
  for (const [word, value] of Object.entries(told)) assert.deepEqual(after(words, word), [value]);
  assert.ok(after(words, '-chardev').includes('socket,id=monitor,path=/run/a/qmp.sock,server=on,wait=off'));
});

test('what is not asked for is not there', () => {
  const words = wordsOf({ balloon: false, guestAgent: false });
  for (const absent of ['-kernel', '-drive', '-netdev', '-incoming', '-S', '-device'])
    assert.ok(!words.includes(absent), absent);
});

test('a kernel is handed over with its initrd and its command line, whatever is in it', () => {
  const words = wordsOf({ kernel: '/k', initrd: '/i', append: 'a=b,c quiet' });
  assert.deepEqual(
    [after(words, '-kernel'), after(words, '-initrd'), after(words, '-append')],
    [['/k'], ['/i'], ['a=b,c quiet']],
  );
});

test('a comma in a path does not end it', () => {
  const [drive] = after(wordsOf({ disks: [{ file: '/images/a,readonly=off,b.img', readonly: true }] }), '-drive');
  assert.equal(drive, 'id=disk0,if=none,file=/images/a,,readonly=off,,b.img,format=raw,readonly=on');
});

test('disks are numbered in their order', () => {
  const drives = after(wordsOf({ disks: [{ empty: '64M' }, { file: '/a', format: 'qcow2' }] }), '-drive');
  assert.deepEqual(drives, [
    'id=disk0,if=none,driver=null-co,read-zeroes=on,size=67108864',
    'id=disk1,if=none,file=/a,format=qcow2',
  ]);
});

test('a network is a tap, with an address that both sides of a migration make from the name', () => {
  const [one, other] = [wordsOf({ network: { tap: 'tap0' } }), wordsOf({ network: { tap: 'tap1' }, incoming: true })];
  assert.deepEqual(after(one, '-netdev'), ['tap,ifname=tap0,script=no,downscript=no,id=network0']);
  const macs = [one, other].map((words) => /mac=([0-9a-f:]+)/.exec(words.join(' '))?.[1]);
  assert.match(macs[0] ?? '', /^52:54:00(:[0-9a-f]{2}){3}$/);
  assert.equal(macs[0], macs[1]);
  assert.deepEqual(after(wordsOf({ network: 'user' }), '-netdev'), ['user,id=network0']);
});

test('a machine that waits for a migration is told its address later, and may stand still after it', () => {
  const words = wordsOf({ incoming: true, paused: true });
  assert.deepEqual(after(words, '-incoming'), ['defer']);
  assert.ok(words.includes('-S'));
});

const WRONG: readonly (readonly [string, Partial<MachineOptions>])[] = [
  ['a name that leads elsewhere', { name: '../x' }],
  ['memory without sense', { memory: '12 apples' }],
  ['hardly any memory', { memory: 4096 }],
  ['no vCPU', { vcpus: 0 }],
  ['half a vCPU', { vcpus: 1.5 }],
  ['an accelerator that there is not', { accelerator: 'warp' as 'tcg' }],
  ['a model that is an option', { cpu: '-snapshot' }],
  ['a machine with a space', { machine: 'pc -snapshot' }],
  ['a command line for no kernel', { append: 'quiet' }],
  ['a tap with a comma', { network: { tap: 'tap0,script=/x' } }],
  ['a tap with a long name', { network: { tap: 'a-name-of-16-long' } }],
  ['an address with a letter too many', { network: { tap: 'tap0', mac: '52:54:00:00:00:0g' } }],
  ['a disk without a path', { disks: [{ file: '' }] }],
  ['a format that there is not', { disks: [{ file: '/a', format: 'vmdk' as 'raw' }] }],
];

for (const [what, options] of WRONG)
  test(`${what} is refused`, () => {
    assert.throws(() => machineSpec({ ...LEAST, ...options }), InputError);
  });

test("run states are told in libvirt's words", () => {
  const told = ['running', 'inmigrate', 'postmigrate', 'guest-panicked', 'suspended', 'never-heard-of'].map(
    domainState,
  );
  assert.deepEqual(told, ['running', 'paused', 'paused', 'crashed', 'suspended', 'unknown']);
});

test('what a balloon does not tell is not recorded', () => {
  const stats = { 'stat-total-memory': 238e6, 'stat-free-memory': 0, 'stat-major-faults': 2 ** 64 };
  const told = balloonMemory({ stats, 'last-update': 1700000000 });
  assert.deepEqual([told.total, told.free], [238e6, 0]);
  for (const absent of [told.majorFaults, told.available, told.caches]) assert.ok(Number.isNaN(absent));
  assert.ok(Number.isNaN(balloonMemory({ stats, 'last-update': 0 }).total), 'before the guest has said a word');
});

test('a process is counted by proc(5), also one with a strange name', () => {
  const { cpu, memory, write, rx, tx } = countersOf({ pid: 7, tap: 'tap0' });
  const stat = `7 (qemu) x (S) S 1 7 7 0 -1 4194304 1 2 3 4 250 150 8 9 20 0 3 0 777 1 2\n`;
  assert.equal(cpu?.parse(stat), 4);
  assert.equal(memory?.parse('9 2 1 1 0 1 0\n'), 8192);
  assert.equal(write?.[0]?.parse('rchar: 1\nread_bytes: 4096\nwrite_bytes: 512\ncancelled_write_bytes: 3\n'), 512);
  assert.equal(rx?.[0]?.file, '/sys/class/net/tap0/statistics/tx_bytes');
  assert.equal(tx?.[0]?.parse('42\n'), 42);
  assert.ok(Number.isNaN(cpu?.parse('')));
});

test('a group counts in place of the process, for what it counts', () => {
  const counter = {
    file: '/sys/fs/cgroup/cpuacct/vmlab/vm1/cpuacct.usage',
    parse: Number,
    measuredBy: 'cpuacct.usage',
  };
  const slice = { group: { counters: { cpu: counter } } } as never;
  const { cpu, read } = countersOf({ pid: 7, slice });
  assert.equal(cpu, counter);
  assert.equal(read?.[0]?.file, '/proc/7/io');
});
