import type { Tune } from './tune.ts';

/** The CPUs of one vCPU (`parameter` is its number), as the kernel lists them. */
export const vcpuPin: Tune = {
  read: ({ uuid }) => ['vcpupin', uuid, '--live'],
  valueIn: (output, { parameter }) => new RegExp(`^ *${parameter} +(\\S+)$`, 'm').exec(output)?.[1] ?? '',
  write: ({ uuid, parameter }, value) => ['vcpupin', uuid, parameter, value, '--live'],
};

/** The CPUs of QEMU's other threads, which do its disks and network. */
export const emulatorPin: Tune = {
  read: ({ uuid }) => ['emulatorpin', uuid, '--live'],
  // With its headings `       *: 0-1`, without them `0-1`.
  valueIn: (output) => output.trim().split(/\s+/).at(-1) ?? '',
  write: ({ uuid }, value) => ['emulatorpin', uuid, value, '--live'],
};
