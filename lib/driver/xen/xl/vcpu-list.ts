/**
 * The table that `xl vcpu-list` prints: a vCPU a line. Source: print_domain_vcpuinfo of tools/xl/xl_vcpu.c, Xen 4.17.
 */
export interface XlVcpu {
  readonly name: string;
  /** Of its domain. */
  readonly id: number;
  readonly vcpu: number;
  /** Where it must run: a list of CPUs, or 'all'. */
  readonly affinity: string;
}

/** From its end, as that of `xl list`: name, id, vCPU, CPU ('-' for none), state, time, affinity hard and soft. */
const LINE = /^(.*?) +(\d+) +(\d+) +(?:\d+|-) +\S+ +[\d.]+ +(\S+) \/ \S+ *$/;

/** @example parseXlVcpuList(stdout).filter(({ id }) => id === 34).map(({ affinity }) => affinity) // ['0-1', 'all'] */
export const parseXlVcpuList = (text: string): XlVcpu[] =>
  text.split('\n').flatMap((line) => {
    const [, name, id, vcpu, affinity] = LINE.exec(line) ?? [];
    return name === undefined ? [] : [{ name, id: Number(id), vcpu: Number(vcpu), affinity: affinity as string }];
  });
