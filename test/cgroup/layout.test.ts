import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { detectLayout } from '../../lib/cgroup/layout.ts';
import * as tables from './mount-tables.ts';

const CASES = [
  {
    machine: 'systemd with v2 only',
    ...tables.SYSTEMD_V2,
    expected: { kind: 'v2', v1: {}, unified: '/sys/fs/cgroup', unmounted: [] },
  },
  {
    machine: 'systemd in hybrid mode, one controller without a mount',
    ...tables.SYSTEMD_HYBRID,
    expected: {
      kind: 'hybrid',
      unified: '/sys/fs/cgroup/unified',
      v1: {
        net_cls: '/sys/fs/cgroup/net_cls,net_prio',
        net_prio: '/sys/fs/cgroup/net_cls,net_prio',
        cpu: '/sys/fs/cgroup/cpu,cpuacct',
        cpuacct: '/sys/fs/cgroup/cpu,cpuacct',
        memory: '/sys/fs/cgroup/memory',
        blkio: '/sys/fs/cgroup/blkio',
      },
      unmounted: ['pids'],
    },
  },
  {
    machine: 'v1 only, without optional fields, one controller mounted twice',
    ...tables.PLAIN_V1,
    expected: {
      kind: 'v1',
      v1: { memory: '/sys/fs/cgroup/memory', cpuacct: '/sys/fs/cgroup/cpuacct', cpu: '/sys/fs/cgroup/cpu' },
      unmounted: [],
    },
  },
  {
    machine: 'a container on v1',
    ...tables.CONTAINER_V1,
    expected: {
      kind: 'v1',
      v1: {
        memory: '/sys/fs/cgroup/memory',
        cpu: '/sys/fs/cgroup/cpu,cpuacct',
        cpuacct: '/sys/fs/cgroup/cpu,cpuacct',
      },
      unmounted: [],
    },
  },
  {
    machine: 'a container on v2',
    ...tables.CONTAINER_V2,
    expected: { kind: 'v2', v1: {}, unified: '/sys/fs/cgroup', unmounted: [] },
  },
  {
    machine: 'a mount point with a blank in its name',
    ...tables.BLANK_IN_PATH,
    expected: { kind: 'v2', v1: {}, unified: '/mnt/my groups', unmounted: [] },
  },
  {
    machine: 'nothing mounted',
    ...tables.NOTHING_MOUNTED,
    expected: { kind: 'none', v1: {}, unmounted: ['cpu'] },
  },
];

describe('the layout of cgroups is told from mountinfo', () => {
  for (const { machine, mountinfo, selfCgroup, expected } of CASES)
    test(machine, () => assert.deepEqual(detectLayout(mountinfo, selfCgroup), expected));
});
