/**
 * Compares the memory of two machines that stand still, page by page.
 */

import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import { compareFiles } from '../../../host/local/compare-files.ts';
import { temporaryPath } from '../../../host/local/temporary-path.ts';
import type { MemoryComparison } from '../../migration/memory-comparison.ts';
import type { QemuDomain } from '../domain.ts';
import type { QemuParts } from '../files.ts';
import { type RamRange, ramRanges } from './ram-ranges.ts';
import type { Sides } from './sides.ts';

const PAGE_BYTES = 4096;
/** QEMU writes a machine's memory faster than this, in bytes/s, to any disk that it should be written to. */
const SLOWEST = 20 * 2 ** 20;
const PATIENCE_S = 20;

/** @throws HostError where a side cannot write its memory to a file: it takes as much room as the machine has memory, twice */
export async function compareMemory(parts: QemuParts, sides: Sides): Promise<MemoryComparison> {
  const found: MemoryComparison[] = [];
  for (const range of ramRanges(sides.source.spec)) found.push(await compareRange(parts, sides, range));
  return {
    pages: sum(found.map(({ pages }) => pages)),
    differing: sum(found.map(({ differing }) => differing)),
    first: found.flatMap(({ first }) => first),
  };
}

async function compareRange({ session }: QemuParts, sides: Sides, range: RamRange): Promise<MemoryComparison> {
  const paths = [temporaryPath('vmlab-memory'), temporaryPath('vmlab-memory')] as const;
  const made: Undo<unknown>[] = [];
  try {
    for (const [index, side] of [sides.source, sides.destination].entries()) {
      const path = paths[index] as string;
      made.push(await session.effect({ kind: 'remove-file', path }, () => save(side, range, path)));
    }
    const { pieces, differing, first } = await compareFiles(paths, PAGE_BYTES);
    return { pages: pieces, differing, first: first.map((page) => range.start + page * PAGE_BYTES) };
  } finally {
    await undoAll(made).undo();
  }
}

const save = ({ qmp }: QemuDomain, { start, size }: RamRange, filename: string): Promise<unknown> =>
  qmp.execute('pmemsave', { val: start, size, filename }, { timeout: PATIENCE_S + size / SLOWEST });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
