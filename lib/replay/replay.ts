import type { ReadOptions } from '../trace/format/read.ts';
import { Replay } from './builder.ts';
import { ReplaySet } from './set.ts';

/** Where replays begin. */
export const replay = {
  /**
   * A replay of a recording: virt-top's CSV (`virt-top --csv record.csv --block-in-bytes`) or vmlab's tidy CSV; which one is found out.
   *
   * @param options `blocks`, `memory`, `interval` … say what the file cannot tell of itself
   * @example replay.fromCsv('record.csv').row(1)
   */
  fromCsv: (file: string, options: ReadOptions = {}): Replay => new Replay({ file, options, shapes: [] }),

  /**
   * Several replays that start at one instant.
   *
   * @example await replay.all([replay.fromCsv('record.csv').row(1).on(a), replay.fromCsv('record.csv').row(2).on(b)]).run()
   */
  all: (replays: readonly Replay[]): ReplaySet => new ReplaySet(replays),
};
