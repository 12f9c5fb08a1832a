import type { Line } from '../text/lines.ts';
import { type Origin, refusal } from '../text/place.ts';
import { readPerfRow } from './human-row.ts';
import type { PerfSample } from './output.ts';
import { NO_HEAD, PerfSamples } from './samples.ts';

/** The lines of perf's report for people, in order. */
export class PerfReport {
  private readonly origin: Origin;
  private readonly all = new PerfSamples();
  private withTimes = false;
  private started = false;

  constructor(origin: Origin) {
    this.origin = origin;
  }

  get samples(): readonly PerfSample[] {
    return this.all.list;
  }

  /** @throws InputError, with nothing changed */
  add(line: Line): void {
    const { text } = line;
    const target = /^ *Performance counter stats for (.*?):?$/.exec(text)?.[1];
    if (target !== undefined) this.startRun(target);
    else if (/^# +time /.test(text)) this.startIntervals();
    else if (!isAside(text) && !this.addTime(text)) this.addCount(line);
  }

  private startRun(target: string): void {
    this.all.start({ ...NO_HEAD, target: target.replace(/^'([^']*)'/, '$1') });
    this.started = true;
    this.withTimes = false;
  }

  private startIntervals(): void {
    this.started = true;
    this.withTimes = true;
  }

  /** `1.000123 seconds time elapsed`, with `-r` `0.10 +- 0.01 seconds time elapsed ( +- 0.31% )`; `0.1 seconds user` */
  private addTime(text: string): boolean {
    const [, value, kind] = /^ *(\d+\.\d+)(?: +\+- +\S+)? seconds (time elapsed|user|sys)\b/.exec(text) ?? [];
    if (kind === undefined || !this.started) return false;
    this.all.describe({ [TIMES[kind] as string]: Number(value) });
    return true;
  }

  private addCount(line: Line): void {
    if (!this.started)
      throw refusal({ origin: this.origin, line: line.number }, "perf's head: Performance counter stats …", line.text);
    const { seconds, count } = readPerfRow(line, this.withTimes, this.origin);
    this.all.add(count, seconds);
  }
}

const TIMES: Readonly<Record<string, string>> = {
  'time elapsed': 'elapsedSeconds',
  user: 'userSeconds',
  sys: 'systemSeconds',
};

/** Lines without counts: what is derived from more than one, and advice on the NMI watchdog. */
const isAside = (text: string): boolean =>
  /^\s*$|^# started on |^ +# |^Some events weren't counted|^\t(?:echo|perf) |^The events in group usually/.test(text);
