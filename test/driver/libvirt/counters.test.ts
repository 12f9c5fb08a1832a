import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { detectLayout } from '../../../lib/cgroup/layout.ts';
import { domainCounters } from '../../../lib/driver/libvirt/counters/counters.ts';
import { domainGroups } from '../../../lib/driver/libvirt/counters/process-group.ts';
import { parseDomainXml } from '../../../lib/driver/libvirt/domain-xml/parse.ts';
import { parseLibvirtUri } from '../../../lib/driver/libvirt/uri.ts';

const xml = parseDomainXml(readFileSync(new URL('../../fixtures/libvirt/domain-paused.xml', import.meta.url), 'utf8'));

const mount = (point: string, type: string, options: string) =>
  `31 23 0:26 / ${point} rw - ${type} ${type} rw,${options}`;
const V1 = ['cpu', 'cpuacct', 'memory', 'blkio', 'cpuset'];
const hybrid = detectLayout(
  [
    ...V1.map((name) => mount(`/sys/fs/cgroup/${name}`, 'cgroup', name)),
    mount('/sys/fs/cgroup/unified', 'cgroup2', ''),
  ].join('\n'),
  V1.map((name, index) => `${index + 1}:${name}:/`).join('\n'),
);
const unified = detectLayout(mount('/sys/fs/cgroup', 'cgroup2', ''), '0::/');

const files = (groups: ReturnType<typeof domainGroups>) => {
  const { cpu, memory, read = [], write = [] } = domainCounters(xml, groups);
  return [cpu, memory, ...read, ...write].map((counter) => counter?.file);
};

test('without systemd, beside an empty v2: CPU is counted by v2 where libvirt uses that for it', () => {
  const own = '/machine/qemu-1-lv1.libvirt-qemu';
  const groups = domainGroups(
    hybrid,
    `5:cpuset:${own}/emulator\n4:blkio:${own}\n3:memory:${own}\n2:cpuacct:/\n1:cpu:${own}/emulator\n0::${own}/emulator\n`,
  );
  assert.deepEqual(files(groups), [
    `/sys/fs/cgroup/unified${own}/cpu.stat`,
    `/sys/fs/cgroup/memory${own}/memory.stat`,
    `/sys/fs/cgroup/blkio${own}/blkio.throttle.io_service_bytes`,
    `/sys/fs/cgroup/blkio${own}/blkio.throttle.io_service_bytes`,
  ]);
});

test('with systemd, on v2: the scope, and not the group of threads in it', () => {
  const scope = '/machine.slice/machine-qemu\\x2d1\\x2dlv1.scope';
  assert.deepEqual(files(domainGroups(unified, `0::${scope}/libvirt/emulator\n`)), [
    `/sys/fs/cgroup${scope}/cpu.stat`,
    `/sys/fs/cgroup${scope}/memory.stat`,
    `/sys/fs/cgroup${scope}/io.stat`,
    `/sys/fs/cgroup${scope}/io.stat`,
  ]);
});

test('a process in a group that is not its own is not counted by it', () => {
  const counters = domainCounters(xml, domainGroups(hybrid, '1:cpu:/\n3:memory:/user.slice\n0::/\n'));
  assert.deepEqual(Object.keys(counters), ['rx', 'tx']);
});

test('what the host receives from the tap is what the guest sent', () => {
  const { rx = [], tx = [] } = domainCounters(xml, {});
  assert.deepEqual(
    [...rx, ...tx].map(({ file, measuredBy }) => [file, measuredBy]),
    [
      ['/sys/class/net/vmlabt0/statistics/tx_bytes', 'tx_bytes of vmlabt0, its tap'],
      ['/sys/class/net/vmlabt0/statistics/rx_bytes', 'rx_bytes of vmlabt0, its tap'],
    ],
  );
});

test('a URI tells whether its domains are here, and where their pids are', () => {
  const cases: [string, boolean, string | undefined][] = [
    ['qemu:///system', true, '/run/libvirt'],
    ['qemu:///system?socket=/tmp/a/run/libvirt-sock', true, '/tmp/a/run'],
    ['qemu+unix:///system', true, '/run/libvirt'],
    ['qemu:///session', true, undefined],
    ['qemu+ssh://node2/system', false, undefined],
    ['qemu+tcp://10.0.0.2/system', false, undefined],
    ['test:///default', false, undefined],
  ];
  for (const [text, isLocal, runDirectory] of cases)
    assert.deepEqual({ runDirectory: undefined, ...parseLibvirtUri(text) }, { text, isLocal, runDirectory }, text);
  for (const text of ['', 'qemu', 'http://a/system', 'local:', '--help', 'xen:///system'])
    assert.throws(() => parseLibvirtUri(text), { name: 'InputError' }, text);
});
