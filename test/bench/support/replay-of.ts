import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeText } from '../../../lib/host/local/files.ts';
import type { Replay } from '../../../lib/replay/builder.ts';
import { replay } from '../../../lib/replay/replay.ts';
import type { ReplayResult } from '../../../lib/replay/result.ts';
import { writeTidy } from '../../../lib/trace/format/tidy/write.ts';
import type { Trace } from '../../../lib/trace/trace.ts';

/** Replays a trace that is made up, by way of a file as a user would. */
export async function replayOf(trace: Trace, say: (builder: Replay) => Replay = (it) => it): Promise<ReplayResult> {
  const directory = await mkdtemp(join(tmpdir(), 'vmlab-bench-'));
  const file = join(directory, 'trace.csv');
  try {
    await writeText(file, writeTidy({ traces: [trace] }));
    return await say(replay.fromCsv(file).row(1)).run();
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** So many steps of 1 s, each with a value of its own from a fixed sequence between two bounds. */
export function column(steps: number, [least, most]: readonly [number, number]): Float64Array {
  let state = 12345;
  return Float64Array.from({ length: steps }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31; // the C standard's example generator: the same column in each run
    return least + (most - least) * (state / 2 ** 31);
  });
}
