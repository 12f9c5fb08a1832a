/**
 * What `virsh domstats --raw` prints.
 */
import { parseDomainStatistics } from '../../../driver/libvirt/domain-statistics.ts';
import type { ParseOptions } from '../parsed.ts';
import { type Line, readLines } from '../text/lines.ts';
import { readWhole } from '../text/number.ts';
import { nothingFound, type Origin, refusal } from '../text/place.ts';
import { domainOf, isFigure } from './domain.ts';
import type { DomstatsOutput, LibvirtSample } from './output.ts';

/**
 * Reads what `virsh domstats --raw` printed, once or again and again: a domain that is named anew begins a sample.
 *
 * @returns domains in libvirt's order; bytes and seconds since each began
 * @throws InputError with line and value for what is not domstats' output, and for a figure that is no number
 * Source: virConnectGetAllDomainStats of libvirt 9.
 * @example gather.parsers.domstats(text).samples[0]?.domains[0]?.vcpus[0]?.delaySeconds // 8.812851254
 */
export function domstats(text: string, options: ParseOptions = {}): DomstatsOutput {
  const origin = { ...options, tool: 'virsh domstats', command: 'LC_ALL=C virsh domstats --raw' };
  const lines: string[] = [];
  const ending = readLines(text, (line) => {
    check(line, lines.length > 0, origin);
    if (line.text.trim() !== '') lines.push(line.text);
  });
  if (lines.length === 0) throw nothingFound(origin, "Domain: 'NAME'", text);
  return { samples: samplesOf(lines), ...ending };
}

const NAME = /^Domain: '(.*)'$/;

function check({ text, number: line }: Line, isBelowDomain: boolean, origin: Origin): void {
  if (text.trim() === '' || NAME.test(text)) return;
  const [, field, value] = /^ {2}([^=]+)=(.*)$/.exec(text) ?? [];
  if (!isBelowDomain || field === undefined)
    throw refusal({ origin, line }, isBelowDomain ? "a figure, or Domain: 'NAME'" : "Domain: 'NAME'", text);
  if (isFigure(field)) readWhole(value, { origin, line, column: field });
}

function samplesOf(lines: readonly string[]): LibvirtSample[] {
  const groups: string[][] = [];
  let names = new Set<string>();
  for (const line of lines) {
    const name = NAME.exec(line)?.[1];
    if (groups.length === 0 || (name !== undefined && names.has(name))) {
      groups.push([]);
      names = new Set();
    }
    if (name !== undefined) names.add(name);
    groups.at(-1)?.push(line);
  }
  return groups.map((group) => sampleOf(group.join('\n')));
}

const sampleOf = (text: string): LibvirtSample => ({
  domains: [...parseDomainStatistics(text)].map(([name, fields]) => domainOf(name, fields)),
});
