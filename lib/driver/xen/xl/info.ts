/** What `xl info` tells of the hypervisor: a word and its value a line. */
export interface XlInfo {
  /** '4.17.7' */
  readonly version: string;
  readonly cpus: number;
  /** Of the machine, in bytes, to the MiB. */
  readonly memory: number;
}

const MIB = 2 ** 20;

/** @example parseXlInfo('nr_cpus                : 2\n…').cpus // 2 */
export function parseXlInfo(text: string): XlInfo {
  const values = new Map([...text.matchAll(/^(\w+) *: (.*)$/gm)].map(([, name, value]) => [name, value]));
  return {
    version: values.get('xen_version') ?? '',
    cpus: Number(values.get('nr_cpus')),
    memory: Number(values.get('total_memory')) * MIB,
  };
}
