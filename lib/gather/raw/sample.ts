/**
 * Raw texts of files, sample by sample: as they were read, and parsed by whoever wants to.
 */
import { InputError } from '../../core/errors.ts';
import { linesOf } from '../../core/lines.ts';

/** What files held at one time. */
export interface TextSample {
  /** In s, of the run's own clock. */
  readonly at: number;
  /** By file, or whatever tells them apart. */
  readonly texts: Readonly<Record<string, string>>;
}

/** As JSON, a sample a line. @example formatSamples([{ at: 0, texts: { '/proc/loadavg': '0.5 …' } }]) */
export function* formatSamples(samples: readonly TextSample[]): Generator<string> {
  for (const { at, texts } of samples) yield `${JSON.stringify({ at, texts })}\n`;
}

/** @throws InputError with file and line for what is no such text. A last line that was cut off is left out */
export function parseSamples(text: string, file: string): TextSample[] {
  const lines = [...linesOf(text)];
  const samples = lines.slice(0, -1).map((line, index) => sampleIn(line, { file, line: index + 1 }));
  return samples;
}

function sampleIn(text: string, place: { readonly file: string; readonly line: number }): TextSample {
  const sample = parsed(text);
  if (isSample(sample)) return sample;
  throw new InputError({ ...place, expected: 'a sample: {"at": 0, "texts": {…}}', received: text });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isSample = (value: unknown): value is TextSample => {
  const { at, texts } = (value ?? {}) as Partial<TextSample>;
  return typeof at === 'number' && typeof texts === 'object' && texts !== null && Object.values(texts).every(isText);
};

const isText = (value: unknown): boolean => typeof value === 'string';
