/**
 * Which domains of Xen there are, before and after: names and ids, which tell domains of one name apart, and their configuration.
 */
import { join } from 'node:path';
import type { Host } from '../../../host/host.ts';
import { readText, writeText } from '../../../host/local/files.ts';
import { type Collector, NO_COST } from '../../collector/collector.ts';
import { parsers } from '../../parsers/parsers.ts';
import type { XlDomain } from '../../parsers/xen/xl-output.ts';
import { LARGEST_FILE, readJson, writeJson } from '../../raw/json-file.ts';
import type { GatherColumn, GatherRow } from '../../result/table.ts';
import { isWanted, wantedNames } from './wanted.ts';

const WANTED = 'wanted.json';
const FILES = ['before.txt', 'before.json', 'after.txt', 'after.json'] as const;

export function xl(): Collector {
  let host: Host | undefined;
  let wanted: readonly string[] | string = '*';
  const texts: string[] = [];
  return {
    name: 'xl',
    async start(context) {
      host = context.host;
      wanted = wantedNames(context);
      texts.splice(0, texts.length, ...(await listed(host)));
    },
    async stop() {
      if (host) texts.push(...(await listed(host)));
    },
    async write(directory) {
      await writeJson(join(directory, WANTED), { wanted });
      for (const [index, text] of texts.entries()) await writeText(join(directory, FILES[index] as string), [text]);
    },
    async parse(directory) {
      const told = await readJson<{ readonly wanted: string | readonly string[] }>(join(directory, WANTED), ['wanted']);
      const isOne = ({ name = '' }: XlDomain) => isWanted(told.wanted)(name);
      const tables = FILES.filter((name) => name.endsWith('.txt')).map((name) =>
        readDomains(join(directory, name), isOne),
      );
      const [before = [], after = []] = await Promise.all(tables);
      return {
        tables: [{ section: 'domains', columns: COLUMNS, rows: rowsOf(before, after) }],
        missing: changes(before, after),
      };
    },
    cost: () => NO_COST,
  };
}

const listed = async (host: Host): Promise<string[]> => [
  (await host.run(['xl', 'list'])).stdout,
  (await host.run(['xl', 'list', '-l'])).stdout,
];

const readDomains = async (file: string, isOne: (domain: XlDomain) => boolean): Promise<readonly XlDomain[]> =>
  parsers
    .xlList(await readText(file, LARGEST_FILE), { file })
    .samples.flatMap(({ domains }) => domains)
    .filter(isOne);

const COLUMNS: readonly GatherColumn[] = [
  { key: 'id', name: 'id' },
  { key: 'vcpuCount', name: 'vCPUs' },
  { key: 'memoryBytes', name: 'memory', unit: 'bytes' },
];

/** As they were last. An id is never used again, so one that has another was made anew. */
function rowsOf(before: readonly XlDomain[], after: readonly XlDomain[]): GatherRow[] {
  const last = new Map([...before, ...after].map((domain) => [domain.id, domain]));
  return [...last.values()].map(({ name = '(null)', id, vcpuCount, memoryBytes }) => ({
    name: `${name === 'Domain-0' ? 'dom0' : name} (${id})`,
    values: { id, vcpuCount, memoryBytes },
  }));
}

function changes(before: readonly XlDomain[], after: readonly XlDomain[]): string[] {
  const [old, now] = [before, after].map((domains) => new Map(domains.map((domain) => [domain.id, domain]))) as [
    Map<number, XlDomain>,
    Map<number, XlDomain>,
  ];
  return [
    ...before.filter(({ id }) => !now.has(id)).map(({ name, id }) => `${name} (id ${id}) ended during the run`),
    ...after.filter(({ id }) => !old.has(id)).map(({ name, id }) => `${name} (id ${id}) started during the run`),
    ...after
      .filter(({ id, name }) => old.has(id) && old.get(id)?.name !== name)
      .map(({ id, name }) => `${old.get(id)?.name} (id ${id}) was renamed to ${name} during the run`),
  ];
}
