/**
 * What is in a virt-top file. It is read twice, since a step's length may be known only at the end: once for the axis, once
 * for the numbers. The memory needed does not grow with the domains' columns.
 */
import { formatDuration } from '../../../core/units.ts';
import { type Span, Summaries } from '../../summary.ts';
import type { Description, VmDescription } from '../description.ts';
import type { Source } from '../source.ts';
import { coresOf, type ResourceCell, resourceCells } from './columns.ts';
import type { VirtTopOptions } from './options.ts';
import { type BlockNumbers, blockWarnings, noteBlockNumber } from './requests.ts';
import type { Domain } from './roster.ts';
import { scan } from './scan.ts';
import type { Scan, Sighting } from './sighting.ts';

/** @throws InputError as readVirtTop */
export async function describeVirtTop(source: Source, options: VirtTopOptions = {}): Promise<Description> {
  const { interval } = await scan(source, options, () => {});
  const duration = interval.reduce((sum, seconds) => sum + seconds, 0);
  const tally = createTally(interval, duration, options);
  const result = await scan(source, options, tally.add);
  const { start, host, repairs } = result;
  const domains = result.domains.map((domain) => tally.describe(domain));
  const warnings = [...blockWarnings(tally.blocks, result.layout, options), ...axisWarnings(result, duration)];
  warnings.push(...result.domains.filter(({ ids }) => ids.length > 1).map(anewWarning));
  const steps = interval.length;
  return { file: source.name, format: 'virt-top', duration, steps, start, host, domains, repairs, warnings };
}

interface Tally {
  readonly blocks: BlockNumbers;
  add(sighting: Sighting): void;
  describe(domain: Domain): VmDescription;
}

function createTally(interval: Float64Array, duration: number, options: VirtTopOptions): Tally {
  const tallies: { summaries: Summaries; steps: number }[] = [];
  const blocks = { seen: 0, sectors: 0 };
  const span = { step: 0, start: 0, seconds: 0 };
  let cells: readonly ResourceCell[] | undefined;
  return {
    blocks,
    add(sighting) {
      cells ??= resourceCells(sighting.layout, options);
      advance(span, sighting.step, interval);
      const index = sighting.domain.row - 1;
      tallies[index] ??= { summaries: new Summaries(duration), steps: 0 };
      tallies[index].steps++;
      noteBlockNumber(blocks, sighting.raw(sighting.layout.at.read));
      noteBlockNumber(blocks, sighting.raw(sighting.layout.at.write));
      tallies[index].summaries.add('cpu', coresOf(sighting.cpuTime, span.seconds), span);
      for (const { resource, offset, factor } of cells)
        tallies[index].summaries.add(resource, sighting.number(offset) * factor, span);
    },
    describe({ row, name, ids }) {
      const { summaries, steps } = tallies[row - 1] ?? { summaries: new Summaries(duration), steps: 0 };
      return { row, name, ids, steps, ...summaries.finish() };
    },
  };
}

/** Moves the span on to a later step. */
function advance(span: { step: number; start: number; seconds: number } & Span, step: number, interval: Float64Array) {
  while (span.step < step) span.start += interval[span.step++] as number;
  span.seconds = interval[step] as number;
}

/** Time has whole seconds, so it may differ by one, and by 2 % more where a sampling took long. */
function axisWarnings({ elapsedByTime }: Scan, duration: number): string[] {
  if (Math.abs(elapsedByTime - duration) <= 1 + 0.02 * duration) return [];
  const lengths = `${formatDuration(duration)}, but the Time column goes on for ${formatDuration(elapsedByTime)}`;
  return [`The steps sum to ${lengths}: rows may be missing`];
}

const anewWarning = ({ name, ids }: Domain): string =>
  `'${name}' was made anew: it had the ids ${ids.slice(0, 8).join(', ')}, and is taken as one VM`;
