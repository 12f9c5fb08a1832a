import { stateOf } from '../../../driver/libvirt/domain-statistics.ts';
import type { LibvirtDisk, LibvirtDomain, LibvirtNetwork, LibvirtVcpu } from './output.ts';

type Fields = Readonly<Record<string, string>>;
type Figure = (name: string) => number;

/** The fields that are read as numbers. */
export const isFigure = (field: string): boolean => FIGURES.test(field);

const FIGURES = new RegExp(
  [
    ...['^state\\.state$', '^cpu\\.(time|user|system)$', '^balloon\\.(current|maximum|available|unused|usable|rss)$'],
    ...[
      '^vcpu\\.current$',
      '^vcpu\\.\\d+\\.(time|wait|delay)$',
      '^net\\.\\d+\\.[rt]x\\.',
      '^block\\.\\d+\\.(rd|wr|fl)\\.',
    ],
    ...['^block\\.\\d+\\.(allocation|capacity|physical)$', '^perf\\.'],
  ].join('|'),
);

/** @param fields whose figures are numbers */
export function domainOf(name: string, fields: Fields): LibvirtDomain {
  const figure: Figure = (field) => Number(fields[field] ?? Number.NaN);
  const state = stateOf(fields);
  const isOff = state === 'shutoff' || state === 'crashed';
  const time = (field: string) => (isOff ? Number.NaN : figure(field) / 1e9);
  return {
    name,
    state,
    ...{ cpuSeconds: time('cpu.time'), userSeconds: time('cpu.user'), systemSeconds: time('cpu.system') },
    ...memoryOf(figure),
    vcpuCount: figure('vcpu.current'),
    vcpus: indexesOf(fields, 'vcpu').map((index) => vcpuOf(index, figure)),
    networks: indexesOf(fields, 'net').map((index) => networkOf(index, fields, figure)),
    disks: indexesOf(fields, 'block').map((index) => diskOf(index, fields, figure)),
    perf: perfOf(fields, figure),
  };
}

/** Told in KiB. */
const memoryOf = (figure: Figure) => ({
  memoryBytes: figure('balloon.current') * 1024,
  maxMemoryBytes: figure('balloon.maximum') * 1024,
  availableBytes: figure('balloon.available') * 1024,
  unusedBytes: figure('balloon.unused') * 1024,
  usableBytes: figure('balloon.usable') * 1024,
  residentBytes: figure('balloon.rss') * 1024,
});

/** There may be gaps: a vCPU that was taken out. */
function indexesOf(fields: Fields, group: string): readonly number[] {
  const found = Object.keys(fields).flatMap((field) => new RegExp(`^${group}\\.(\\d{1,9})\\.`).exec(field)?.[1] ?? []);
  return [...new Set(found)].map(Number);
}

const vcpuOf = (index: number, figure: Figure): LibvirtVcpu => ({
  index,
  cpuSeconds: figure(`vcpu.${index}.time`) / 1e9,
  waitSeconds: figure(`vcpu.${index}.wait`) / 1e9,
  delaySeconds: figure(`vcpu.${index}.delay`) / 1e9,
});

function networkOf(index: number, fields: Fields, figure: Figure): LibvirtNetwork {
  const at = (field: string) => figure(`net.${index}.${field}`);
  return {
    index,
    name: fields[`net.${index}.name`] ?? '',
    ...{ receivedBytes: at('rx.bytes'), receivedPackets: at('rx.pkts') },
    ...{ receivedErrors: at('rx.errs'), receivedDrops: at('rx.drop') },
    ...{ sentBytes: at('tx.bytes'), sentPackets: at('tx.pkts'), sentErrors: at('tx.errs'), sentDrops: at('tx.drop') },
  };
}

function diskOf(index: number, fields: Fields, figure: Figure): LibvirtDisk {
  const at = (field: string) => figure(`block.${index}.${field}`);
  return {
    index,
    name: fields[`block.${index}.name`] ?? '',
    path: fields[`block.${index}.path`],
    ...{ reads: at('rd.reqs'), readBytes: at('rd.bytes'), readSeconds: at('rd.times') / 1e9 },
    ...{ writes: at('wr.reqs'), writeBytes: at('wr.bytes'), writeSeconds: at('wr.times') / 1e9 },
    ...{ flushes: at('fl.reqs'), flushSeconds: at('fl.times') / 1e9 },
    ...{ allocationBytes: at('allocation'), capacityBytes: at('capacity'), physicalBytes: at('physical') },
  };
}

const perfOf = (fields: Fields, figure: Figure): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.keys(fields)
      .filter((field) => field.startsWith('perf.'))
      .map((field) => [field.slice('perf.'.length), figure(field)]),
  );
