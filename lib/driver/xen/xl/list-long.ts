/**
 * What `xl list -l` prints: the configuration of each domain as JSON, with what is true now where that differs (weight, cap, target of the balloon).
 * Not in it: states, CPU time, the vCPUs of Domain-0, and a domain that is going.
 */
import { configurationOf, type WrittenConfiguration, type XlConfiguration } from './configuration.ts';
import { jsonOf } from './json.ts';

export interface XlListed extends XlConfiguration {
  /** Never used again while the hypervisor runs, so it may be any number. */
  readonly id: number;
}

/**
 * @throws HostError for what is no JSON
 * @example parseXlListLong(stdout).map(({ id, name }) => `${id} ${name}`) // ['0 Domain-0', '34 web']
 */
export const parseXlListLong = (text: string): XlListed[] =>
  [jsonOf(text, 'list -l')]
    .flat()
    .filter(isWritten)
    .map(({ domid, config = {} }) => ({ id: domid, ...configurationOf(config) }));

interface Written {
  readonly domid: number;
  readonly config?: WrittenConfiguration;
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && Number.isSafeInteger((value as Written).domid);
