/**
 * Limits in the words of libvirt. Only data: what is set is read back by the same settings.
 */
import type { Limits } from '../../../cgroup/limits/limits.ts';
import type { DomainSetting } from '../domain-settings.ts';
import { type ShareScale, sharesIn } from './units.ts';

/** Of the domain as a whole: as a limit on each vCPU it would be more with each of them, and nothing for QEMU's other threads. */
export const encodeQuota = (cpu: NonNullable<Limits['cpu']>): DomainSetting[] =>
  cpu === 'max'
    ? [{ tune: 'schedinfo', parameter: 'global_quota', value: '-1' }]
    : [
        { tune: 'schedinfo', parameter: 'global_period', value: String(cpu.period) },
        { tune: 'schedinfo', parameter: 'global_quota', value: String(cpu.quota) },
      ];

export const encodeWeight = (weight: number, scale: ShareScale): DomainSetting[] => [
  { tune: 'schedinfo', parameter: 'cpu_shares', value: sharesIn(scale, weight) },
];

/** All its vCPUs, and the threads that do its disks and network. */
export const encodeCpus = (cpus: string, vcpus: number): DomainSetting[] => [
  ...Array.from({ length: vcpus }, (_, vcpu) => ({ tune: 'vcpu-pin', parameter: String(vcpu), value: cpus }) as const),
  { tune: 'emulator-pin', parameter: '', value: cpus },
];
