import type { ReadOptions } from '../trace/format/read.ts';
import { Replay } from './builder.ts';
import type { Replayable } from './run-replays.ts';
import { RxReplay } from './rx/builder.ts';
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
   * What VMs received, sent to them from outside: the host's side of a replay. As root.
   *
   * @param file a recording in any format of `fromCsv`
   * @example await replay.rx('rx.csv').targets('config_host').interface('br1').run()
   */
  rx: (file: string, options: ReadOptions = {}): RxReplay => new RxReplay({ file, options, shapes: [] }),

  /**
   * Several replays, inside VMs and from outside, that start at one instant.
   *
   * @example await replay.all([replay.fromCsv('record.csv').row(1).on(a), replay.fromCsv('record.csv').row(2).on(b)]).run()
   */
  all: (replays: readonly Replayable[]): ReplaySet => new ReplaySet(replays),
};
