import { parsers } from '../parsers/parsers.ts';
import { type Reading, rateOf } from './growth.ts';
import type { TextSample } from './sample.ts';

/** Under which names the texts of pressure files are. */
export type PressureFiles = Readonly<Record<'cpu' | 'memory' | 'io', string>>;

/** Shares of the time between the first sample and the last, from the files' totals (the averages are of other times). */
export const pressureValues = (
  samples: readonly TextSample[],
  { cpu, memory, io }: PressureFiles,
): Record<string, number> => ({
  cpuSome: shareOf(samples, cpu, 'some'),
  cpuFull: shareOf(samples, cpu, 'full'),
  memorySome: shareOf(samples, memory, 'some'),
  memoryFull: shareOf(samples, memory, 'full'),
  ioSome: shareOf(samples, io, 'some'),
  ioFull: shareOf(samples, io, 'full'),
});

function shareOf(samples: readonly TextSample[], file: string, kind: 'some' | 'full'): number {
  const readings = samples.flatMap(({ at, texts }): Reading[] => {
    const text = texts[file];
    return text === undefined ? [] : [{ at, value: parsers.pressure(text, { file })[kind].total }];
  });
  return rateOf(readings);
}
