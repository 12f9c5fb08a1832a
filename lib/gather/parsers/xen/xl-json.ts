import { listAt, member, numberAt, parseJson, textAt } from '../text/json.ts';
import { type Origin, refusal } from '../text/place.ts';
import type { XlDisk, XlDomain, XlListOutput, XlNetwork } from './xl-output.ts';

/** @throws InputError */
export function readXlJson(text: string, origin: Origin): XlListOutput {
  const { value, ending } = parseJson(text, origin);
  if (!Array.isArray(value)) throw refusal({ origin, line: 1 }, 'an array of domains', value);
  return { samples: [{ domains: value.map((each) => domainOf(each, origin)) }], ...ending };
}

/** The domain's id is beside `config`; the one in `c_info` is 2^32 - 1 for all. */
function domainOf(value: unknown, origin: Origin): XlDomain {
  const id = numberAt(value, 'domid');
  if (Number.isNaN(id)) throw refusal({ origin, line: 1, column: 'domid' }, 'a number', member(value, 'domid'));
  const online = member(value, 'config', 'b_info', 'avail_vcpus');
  return {
    name: textAt(value, 'config', 'c_info', 'name'),
    id,
    uuid: textAt(value, 'config', 'c_info', 'uuid'),
    type: textAt(value, 'config', 'c_info', 'type'),
    cpuSeconds: Number.NaN,
    memoryBytes: Number.NaN,
    targetMemoryBytes: memoryAt(value, 'target_memkb'),
    maxMemoryBytes: memoryAt(value, 'max_memkb'),
    vcpuCount: Array.isArray(online) ? online.length : Number.NaN,
    maxVcpuCount: numberAt(value, 'config', 'b_info', 'max_vcpus'),
    weight: numberAt(value, 'config', 'b_info', 'sched_params', 'weight'),
    capCores: capOf(numberAt(value, 'config', 'b_info', 'sched_params', 'cap')),
    disks: listAt(value, 'config', 'disks').map(diskOf),
    networks: listAt(value, 'config', 'nics').map(networkOf),
  };
}

/** 2^32 - 1 pages of 4 KiB: what Xen has for "no limit". */
const NO_LIMIT_KIB = (2 ** 32 - 1) * 4;

function memoryAt(value: unknown, name: string): number {
  const kib = numberAt(value, 'config', 'b_info', name);
  return kib === NO_LIMIT_KIB ? Number.POSITIVE_INFINITY : kib * 1024;
}

/** In hundredths of a core; 0 is no limit. */
const capOf = (cap: number): number => (cap === 0 ? Number.POSITIVE_INFINITY : cap / 100);

const diskOf = (disk: unknown): XlDisk => ({
  device: textAt(disk, 'vdev'),
  path: textAt(disk, 'pdev_path'),
  format: textAt(disk, 'format'),
  writable: numberAt(disk, 'readwrite') === 1,
});

const networkOf = (network: unknown): XlNetwork => ({
  index: numberAt(network, 'devid'),
  mac: textAt(network, 'mac'),
  bridge: textAt(network, 'bridge'),
});
