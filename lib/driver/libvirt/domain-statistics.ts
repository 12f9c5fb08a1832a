/**
 * What `virsh domstats` prints: a block for each domain, a `name=value` a line.
 */
import type { DomainState } from '../driver.ts';

/** By the domain's name. */
export type DomainStatistics = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** @example parseDomainStatistics("Domain: 'vm1'\n  state.state=1\n").get('vm1') // { 'state.state': '1' } */
export function parseDomainStatistics(text: string): DomainStatistics {
  const domains = new Map<string, Record<string, string>>();
  let fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const name = /^Domain: '(.*)'$/.exec(line)?.[1];
    if (name !== undefined) {
      fields = {};
      domains.set(name, fields);
    }
    const [, key, value] = /^ {2}([^=]+)=(.*)$/.exec(line) ?? [];
    if (key !== undefined) fields[key] = value as string;
  }
  return domains;
}

/** By virDomainState's number. "Blocked" is a domain of Xen that waits: it runs. */
const STATES: readonly DomainState[] = [
  ...(['unknown', 'running', 'running', 'paused', 'shutdown', 'shutoff', 'crashed', 'suspended'] as const),
];

/**
 * To be looked at before any other field: for a domain that is off, libvirt 9 reports CPU time of its own.
 *
 * @example stateOf({ 'state.state': '5' }) // 'shutoff'
 */
export const stateOf = (fields: Readonly<Record<string, string>> | undefined): DomainState =>
  STATES[Number(fields?.['state.state'])] ?? 'unknown';
