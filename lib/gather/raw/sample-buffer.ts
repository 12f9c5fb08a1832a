import type { TextSample } from './sample.ts';

/**
 * Samples in memory, up to a limit. The last one is always kept, beyond the limit if need be, since what was used in all is told by the first and the
 * last; those between that do not fit are counted.
 */
export class SampleBuffer {
  bytes = 0;
  dropped = 0;
  private readonly kept: TextSample[] = [];
  private last?: TextSample;
  private readonly limit: number;

  /** @param limit in bytes of text */
  constructor(limit: number) {
    this.limit = limit;
  }

  add(sample: TextSample): void {
    const size = sizeOf(sample);
    if (this.last === undefined && this.bytes + size <= this.limit) {
      this.kept.push(sample);
      this.bytes += size;
      return;
    }
    if (this.last !== undefined) this.dropped++;
    this.last = sample;
  }

  list(): TextSample[] {
    return this.last === undefined ? [...this.kept] : [...this.kept, this.last];
  }
}

/** Two bytes a letter at most, and one where all are ASCII, as V8 keeps them. */
const sizeOf = ({ texts }: TextSample): number =>
  Object.entries(texts).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
