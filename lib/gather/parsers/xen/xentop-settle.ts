/**
 * Takes back what xentop prints as 0 though it does not know it, by comparing each domain with itself in the sample before.
 */

import type { XentopEntry } from './xentop-blocks.ts';
import type { XentopSample } from './xentop-output.ts';

interface Known {
  readonly cpuSeconds: number;
  readonly hadNetworks: boolean;
  readonly hadDisks: boolean;
}

export function settle(samples: readonly (readonly XentopEntry[])[]): { samples: XentopSample[]; notes: string[] } {
  const doubles = new Set<string>();
  let before = new Map<string, Known[]>();
  const settled = samples.map((entries) => {
    const now = new Map<string, Known[]>();
    const counts = countsOf(entries);
    const domains = entries.map((entry) => {
      const { name = '' } = entry;
      const known = knownOf(entry, now.get(name)?.length ?? 0, before.get(name) ?? []);
      if ((counts.get(name) ?? 0) > 1) doubles.add(name);
      const sameCount = before.get(name)?.length === counts.get(name);
      now.set(name, [...(now.get(name) ?? []), known.now]);
      return withoutGuesses(entry, known.now, sameCount ? known.before : undefined);
    });
    before = now;
    return { domains };
  });
  return { samples: settled, notes: [...doubles].map(doubleNote) };
}

const countsOf = (entries: readonly XentopEntry[]): ReadonlyMap<string, number> =>
  entries.reduce((counts, { name = '' }) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map<string, number>());

/** A CPU time that fell is of a new domain under the old name: ids, which would tell, are never used again but not printed. */
function knownOf(entry: XentopEntry, at: number, earlier: readonly Known[]): { before?: Known; now: Known } {
  const same = earlier[at];
  const before = same && same.cpuSeconds <= entry.cpuSeconds ? same : undefined;
  const hadNetworks = entry.networkCount > 0 || before?.hadNetworks === true;
  const hadDisks = entry.diskCount > 0 || before?.hadDisks === true;
  return { before, now: { cpuSeconds: entry.cpuSeconds, hadNetworks, hadDisks } };
}

function withoutGuesses(entry: XentopEntry, now: Known, before: Known | undefined): XentopEntry {
  return {
    ...entry,
    ...(before ? {} : { cpuCores: Number.NaN }),
    ...(now.hadNetworks && entry.networkCount === 0 ? NO_NETWORK : {}),
    ...(now.hadDisks && entry.diskCount === 0 ? NO_DISK : {}),
  };
}

const NO_NETWORK = { receivedBytes: Number.NaN, sentBytes: Number.NaN };
const NO_DISK = {
  ...{ outOfRequests: Number.NaN, reads: Number.NaN, writes: Number.NaN },
  ...{ readSectors: Number.NaN, writeSectors: Number.NaN },
};

const doubleNote = (name: string): string =>
  `More than one domain is called '${name}' in one sample: xentop cuts names to 10 characters unless it runs with -f`;
