/**
 * What `perf stat` prints, for people or with `-x,`.
 */
import type { ParseOptions } from '../parsed.ts';
import { readPerfCsv } from './csv.ts';
import { readPerfText } from './human.ts';
import type { PerfStatOutput } from './output.ts';

/**
 * Reads what `perf stat` printed, as it is or with `-x,`: also with `-a`, `-A`, `--per-core`, `--per-socket`, `--per-thread`, `-I`, `-r`, `-G` and
 * `--for-each-cgroup`. What perf derives from the counts (after the `#`) is left out.
 *
 * @param text its standard error, or the file of `-o`
 * @returns a sample a run, or with `-I` a sample an interval. Event names and units are perf's
 * @throws InputError with line and value for what is not perf's output, or of another language
 * Source: perf-stat(1) and stat-display.c of Linux 6.1, whose CSV has the cgroup, then the noise of `-r`, between event and run time.
 * @example gather.parsers.perfStat(text).samples[0]?.counts.find(({ event }) => event === 'LLC-loads')?.status // 'not supported'
 */
export function perfStat(text: string, options: ParseOptions = {}): PerfStatOutput {
  const origin = { ...options, tool: 'perf stat', command: 'LC_ALL=C perf stat -x,' };
  const isForPeople = /^ *Performance counter stats for|^# +time /m.test(text);
  return isForPeople ? readPerfText(text, origin) : readPerfCsv(text, origin);
}
