import type { PerfCount, PerfSample } from './output.ts';

export type PerfHead = Omit<PerfSample, 'counts'>;
export const NO_HEAD: PerfHead = {
  ...{ seconds: Number.NaN, elapsedSeconds: Number.NaN, userSeconds: Number.NaN, systemSeconds: Number.NaN },
};

/** The samples of one text, as they come. */
export class PerfSamples {
  readonly list: (PerfHead & { counts: PerfCount[] })[] = [];

  start(head: PerfHead): void {
    this.list.push({ ...head, counts: [] });
  }

  /** @param seconds NaN, or the interval's end: another one is another sample's */
  add(count: PerfCount, seconds: number): void {
    const last = this.list.at(-1);
    if (!last || !Object.is(last.seconds, seconds)) this.start({ ...NO_HEAD, seconds });
    this.list.at(-1)?.counts.push(count);
  }

  /** Adds what is told below the counts. */
  describe(told: Partial<PerfHead>): void {
    const last = this.list.pop();
    if (last) this.list.push({ ...last, ...told });
  }
}
