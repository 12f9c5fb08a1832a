import type { XentopEntry } from './xentop-blocks.ts';

/**
 * With `-r` the head is above every domain, so the sample's end is told by the names: within one they ascend (as strcasecmp has it), and since
 * dom0 is in every sample they cannot do so from one into the next.
 */
export function samplesOf(blocks: readonly XentopEntry[][]): readonly (readonly XentopEntry[])[] {
  const headEach = blocks.every((block) => block.length <= 1);
  if (!headEach) return blocks;
  const samples: XentopEntry[][] = [];
  for (const entry of blocks.flat()) {
    const last = samples.at(-1)?.at(-1);
    if (last && key(last) < key(entry)) samples.at(-1)?.push(entry);
    else samples.push([entry]);
  }
  return samples;
}

const key = ({ name }: XentopEntry): string => name?.toLowerCase() ?? '';
