/**
 * The domains that there are: what `xl list` tells of each, and its configuration.
 */
import { HostError } from '../../core/errors.ts';
import type { Host } from '../../host/host.ts';
import type { DomainParts } from './parts.ts';
import { parseXlList, type XlDomain } from './xl/list.ts';
import { parseXlListLong, type XlListed } from './xl/list-long.ts';
import { xl } from './xl.ts';

/** A domain with a name; one that is going, and has none any more, is no longer anybody's. */
export interface NamedDomain extends XlDomain {
  readonly name: string;
}

export interface ListedDomain extends NamedDomain {
  /** Of one that goes at this moment there is none. */
  readonly configuration?: XlListed;
}

export async function listedDomains(dom0: Host): Promise<ListedDomain[]> {
  const [table, long] = await Promise.all([xl(dom0, ['list']), xl(dom0, ['list', '-l'])]);
  return joined(parseXlList(table), parseXlListLong(long));
}

/** The two were asked at different moments. What came meanwhile is there the next time. */
export function joined(table: readonly XlDomain[], long: readonly XlListed[]): ListedDomain[] {
  return table.filter(isNamed).map((domain) => {
    const configuration = long.find(({ id }) => id === domain.id);
    return { ...domain, ...(configuration && { configuration }) };
  });
}

const isNamed = (domain: XlDomain): domain is NamedDomain => domain.name !== undefined;

/** @returns undefined where it does not run */
export async function foundDomain({ dom0, name }: DomainParts): Promise<NamedDomain | undefined> {
  return parseXlList(await xl(dom0, ['list']))
    .filter(isNamed)
    .find((each) => each.name === name);
}

/** @throws HostError where it does not run */
export const runningDomain = async (parts: DomainParts): Promise<NamedDomain> =>
  (await foundDomain(parts)) ?? notRunning(parts);

/** What it was given, with what is true now of its schedule and its balloon. @throws HostError where it does not run */
export const configurationNow = async (parts: DomainParts): Promise<XlListed> =>
  parseXlListLong(await xl(parts.dom0, ['list', '-l'])).find(({ name }) => name === parts.name) ?? notRunning(parts);

function notRunning({ dom0, name }: DomainParts): never {
  throw new HostError({ host: dom0.uri, operation: 'look up', target: name, stderr: 'it does not run' });
}
