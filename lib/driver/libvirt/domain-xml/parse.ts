/**
 * Reads the XML of a domain.
 */
import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { InputError } from '../../../core/errors.ts';
import type { DiskXml, DomainXml, InterfaceXml } from './domain-xml.ts';
import { attribute, child, childrenOf, textOf } from './element.ts';
import { bytesOf } from './memory.ts';

/**
 * @throws InputError for what is no XML of a domain
 * @example parseDomainXml(await connection.ask(['dumpxml', uuid])).disks[0]?.target // 'vda'
 */
export function parseDomainXml(xml: string): DomainXml {
  const domain = rootOf(xml);
  const devices = child(domain, 'devices');
  const id = attribute(domain, 'id');
  return {
    name: textOf(child(domain, 'name')) ?? '',
    uuid: textOf(child(domain, 'uuid')) ?? '',
    type: attribute(domain, 'type') ?? '',
    ...(id !== undefined && { id: Number(id) }),
    emulator: textOf(child(devices, 'emulator')),
    vcpus: vcpusOf(child(domain, 'vcpu')),
    maximumMemory: bytesOf(child(domain, 'memory')),
    memory: bytesOf(child(domain, 'currentMemory') ?? child(domain, 'memory')),
    disks: childrenOf(devices, 'disk').map(diskOf),
    interfaces: childrenOf(devices, 'interface').map(interfaceOf),
    hasAgentChannel: childrenOf(devices, 'channel').some(isAgentChannel),
    balloonPeriod: balloonPeriodOf(child(devices, 'memballoon')),
  };
}

function rootOf(xml: string): Element {
  try {
    const root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml').documentElement;
    if (root?.tagName === 'domain') return root;
  } catch (cause) {
    throw notADomain(xml, cause);
  }
  throw notADomain(xml);
}

const notADomain = (received: string, cause?: unknown): InputError =>
  new InputError({ expected: 'the XML of a domain', received }, { cause });

/** `current` is there where not all of them are plugged in. */
const vcpusOf = (vcpu?: Element): number => Number(attribute(vcpu, 'current') ?? textOf(vcpu) ?? Number.NaN);

const diskOf = (disk: Element): DiskXml => ({
  target: attribute(child(disk, 'target'), 'dev') ?? '',
  bus: attribute(child(disk, 'target'), 'bus'),
  device: attribute(disk, 'device') ?? 'disk',
  source: sourceOf(child(disk, 'source')),
  format: attribute(child(disk, 'driver'), 'type'),
});

const sourceOf = (source?: Element): string | undefined =>
  attribute(source, 'file') ?? attribute(source, 'dev') ?? attribute(source, 'volume');

const interfaceOf = (device: Element): InterfaceXml => ({
  type: attribute(device, 'type') ?? '',
  mac: attribute(child(device, 'mac'), 'address'),
  tap: attribute(child(device, 'target'), 'dev'),
  bridge: attribute(child(device, 'source'), 'bridge'),
});

const isAgentChannel = (channel: Element): boolean =>
  attribute(child(channel, 'target'), 'name') === 'org.qemu.guest_agent.0';

function balloonPeriodOf(balloon?: Element): number | undefined {
  if (!balloon || attribute(balloon, 'model') === 'none') return undefined;
  return Number(attribute(child(balloon, 'stats'), 'period') ?? 0);
}
