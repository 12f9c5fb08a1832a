import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UndoAction } from '../../../lib/core/undo.ts';
import { describe } from '../../../lib/repl/standing/describe.ts';
import { entriesOf } from '../../../lib/repl/standing/entries.ts';
import { toldOutcomes } from '../../../lib/repl/standing/told.ts';

const SLICE = '/sys/fs/cgroup/memory/vmlab/vm1';
const onSlice = (file: string, found: string, written: string, more: object = {}): UndoAction => ({
  ...{ kind: 'restore-file', path: `${SLICE}/${file}`, found, written },
  ...more,
});
const DOMAIN = { kind: 'libvirt-restore', uri: 'qemu:///system', uuid: 'u1', name: 'vm1', device: '' };
const onDomain = (tune: string, parameter: string, values: object): UndoAction => ({
  ...DOMAIN,
  ...{ tune, parameter },
  ...values,
});
const XEN = { kind: 'xen-restore', uri: 'xen:', id: 3, uuid: 'u2', name: 'domu' };
const FROM_VM1 = { reach: 'libvirt', uri: 'qemu:///system', uuid: 'u1', directories: ['/tmp/a'] };

/** What is set, what is read of it, and what when it is undone. */
const EFFECTS: readonly [UndoAction, string, string][] = [
  [onSlice('cpu.cfs_quota_us', '-1', '150000'), 'quota of vm1: 1.5 cores, was none', 'quota of vm1: none again'],
  [onSlice('cpu.max', 'max 100000', '20000 50000'), 'quota of vm1: 0.4 cores, was none', 'quota of vm1: none again'],
  [
    onSlice('memory.limit_in_bytes', '9223372036854771712', '2147483648'),
    'memory limit of vm1: 2 GiB, was none',
    'memory limit of vm1: none again',
  ],
  [onSlice('memory.max', 'max', '1048576'), 'memory limit of vm1: 1 MiB, was none', 'memory limit of vm1: none again'],
  [onSlice('pids.max', 'max', '7'), 'limit on tasks of vm1: 7, was none', 'limit on tasks of vm1: none again'],
  [onSlice('cpuset.cpus', '', '0-1'), 'CPUs of vm1: 0-1, was any', 'CPUs of vm1: any again'],
  [
    onSlice('blkio.throttle.read_bps_device', '0', '1048576', { line: '254:0' }),
    'limit on reading disk 254:0 of vm1: 1 MiB/s, was none',
    'limit on reading disk 254:0 of vm1: none again',
  ],
  [
    onSlice('io.max', 'max', '100', { line: '254:0', field: 'wiops' }),
    'limit on writes of disk 254:0 of vm1: 100 a second, was none',
    'limit on writes of disk 254:0 of vm1: none again',
  ],
  [
    { kind: 'restore-file', path: '/proc/sys/net/x', found: '1', written: '0' },
    'x of /proc/sys/net: 0, was 1',
    'x of /proc/sys/net: 1 again',
  ],
  [
    { kind: 'restore-rate', netns: 'vmlab-vm1', found: 1048576, set: 2097152 },
    'rate of vm1: 2 MiB/s, was 1 MiB/s',
    'rate of vm1: 1 MiB/s again',
  ],
  [
    onDomain('schedinfo', 'global_quota', { found: '-1', written: '50000' }),
    'quota of vm1 on qemu:///system: 0.5 cores, was none',
    'quota of vm1 on qemu:///system: none again',
  ],
  [
    onDomain('vcpu-pin', '1', { found: '0-3', written: '2' }),
    'CPUs of vCPU 1 of vm1 on qemu:///system: 2, was 0-3',
    'CPUs of vCPU 1 of vm1 on qemu:///system: 0-3 again',
  ],
  [
    onDomain('balloon-size', '', { found: '65536' }),
    'memory of vm1 on qemu:///system: set, was 64 MiB',
    'memory of vm1 on qemu:///system: 64 MiB again',
  ],
  [
    onDomain('blkdeviotune', 'bytes', {
      device: 'vda',
      found: '0 0 0 0 0 0 0 0 0',
      written: '0 1048576 0 0 0 0 0 0 0',
    }),
    'limits on bytes of disk vda of vm1 on qemu:///system: read 1 MiB/s, was none',
    'limits on bytes of disk vda of vm1 on qemu:///system: none again',
  ],
  [
    onDomain('domiftune', 'outbound', { device: 'vnet0', found: '0,0,0', written: '1024,0,0' }),
    'limit on what is sent by tap vnet0 of vm1 on qemu:///system: 1000 KiB/s, was none',
    'limit on what is sent by tap vnet0 of vm1 on qemu:///system: none again',
  ],
  [
    { ...XEN, tune: 'cap', parameter: '', found: '0', written: '50' },
    'quota of domu on xen: 0.5 cores, was none',
    'quota of domu on xen: none again',
  ],
  [
    { ...XEN, tune: 'memory', parameter: '', found: '262144', written: '131072' },
    'memory of domu on xen: 128 MiB, was 256 MiB',
    'memory of domu on xen: 256 MiB again',
  ],
  [{ ...XEN, kind: 'xen-resume' }, 'domu on xen: paused', 'domu on xen: runs again'],
  [
    { kind: 'libvirt-noqueue', interface: 'vnet0' },
    'qdisc of vnet0: not noqueue, which it was',
    'qdisc of vnet0: noqueue again',
  ],
  [
    { kind: 'guest-remove-copies', reach: 'ssh', destination: 'root@10.0.0.2', directories: [] },
    'vmlab-agent is in the guest root@10.0.0.2',
    'vmlab-agent removed from the guest root@10.0.0.2',
  ],
  [
    { kind: 'remove-directory', path: '/tmp/vmlab-qemu-1' },
    "QEMU's files are in /tmp/vmlab-qemu-1",
    "QEMU's files in /tmp/vmlab-qemu-1 removed",
  ],
  [{ kind: 'remove-directory', path: '/tmp/x' }, '/tmp/x was made', '/tmp/x removed'],
  [{ kind: 'end-process', pid: 12, startTime: '1' }, 'QEMU runs, process 12', 'QEMU ended, process 12'],
];

for (const [action, now, undone] of EFFECTS)
  test(`in words: ${now}`, () => assert.deepEqual(describe(action), { now, undone }));

test('a quota is told with the period that was set for it, whatever was set before and after', () => {
  const period = (found: string, written: string) => onDomain('schedinfo', 'global_period', { found, written });
  const quota = (found: string, written: string) => onDomain('schedinfo', 'global_quota', { found, written });
  const effects = [
    period('100000', '100000'),
    quota('-1', '50000'),
    period('100000', '50000'),
    quota('50000', '20000'),
  ];
  assert.deepEqual(
    entriesOf(effects, new Map()).map(({ text }) => text),
    [
      'quota of vm1 on qemu:///system: 0.5 cores, was none',
      'period of the quota of vm1 on qemu:///system: 50 ms, was 100 ms',
      'quota of vm1 on qemu:///system: 0.4 cores, was 0.5 cores',
    ],
  );
  assert.deepEqual(toldOutcomes(effects.toReversed().map((action) => ({ action }))), [
    'undone: quota of vm1 on qemu:///system: 0.5 cores again',
    'undone: period of the quota of vm1 on qemu:///system: 100 ms again',
    'undone: quota of vm1 on qemu:///system: none again',
  ]);
});

test('a guest is called as other effects call it', () => {
  const copies: UndoAction = { kind: 'guest-remove-copies', ...FROM_VM1 };
  assert.match(describe(copies, [copies, onDomain('x', 'y', {})]).now, /guest vm1 on qemu:\/\/\/system$/);
  assert.match(describe(copies, [copies]).now, /guest u1 on/);
});

test('a file in a directory that was made is not told apart', () => {
  const effects: UndoAction[] = [
    { kind: 'remove-directory', path: '/tmp/vmlab-qemu-1' },
    { kind: 'remove-file', path: '/tmp/vmlab-qemu-1/qmp.sock' },
  ];
  assert.equal(entriesOf(effects, new Map()).length, 1);
  assert.deepEqual(toldOutcomes(effects.map((action) => ({ action }))), [
    "undone: QEMU's files in /tmp/vmlab-qemu-1 removed",
  ]);
});

test('what changed nothing is told where there is nothing else', () => {
  const period = onDomain('schedinfo', 'global_period', { found: '100000', written: '100000' });
  assert.deepEqual(toldOutcomes([{ action: period }]), [
    'undone: period of the quota of vm1 on qemu:///system: 100 ms again',
  ]);
});
