import { inspect } from 'node:util';
import { InputError } from '../core/errors.ts';
import { formatDuration } from '../core/units.ts';
import type { Report, Section } from '../report/report.ts';
import { type Reported, reported } from '../report/reported.ts';
import { specText } from '../report/spec-text.ts';
import type { Plan } from './plan.ts';
import { planReport } from './plan-report.ts';
import type { ReplayResult } from './result.ts';
import { type Replayable, type RunOptions, runnablesOf, runReplays } from './run-replays.ts';
import { saveAll } from './save-all.ts';

/** What a set of replays came to. Printed, it is its report. */
export interface SetResult extends Reported {
  /** One a VM or target, in the order of the set. */
  readonly results: readonly ReplayResult[];
  /** From the first to the last of their real starts, in s. */
  readonly startSpread: number;
  /** Keeps each result in a directory of its own below this one. */
  save(directory: string): Promise<string>;
}

/** Any number of replays, inside VMs and from outside, started at one instant by one clock. */
export class ReplaySet {
  readonly #replays: readonly Replayable[];

  constructor(replays: readonly Replayable[]) {
    if (replays.length === 0) throw new InputError({ expected: 'at least one replay', received: replays.length });
    this.#replays = replays;
    Object.freeze(this);
  }

  /** The plan of each. */
  async plan(): Promise<(Plan & Reported)[]> {
    return (await runnablesOf(this.#replays)).map(({ plan }) => reported(plan, planReport));
  }

  /** Runs them all. @throws as `Replay.run`; nothing is started where one of them cannot be. */
  async run(options: RunOptions = {}): Promise<SetResult> {
    return createSetResult(await runReplays(this.#replays, options));
  }

  toJSON(): object[] {
    return this.#replays.map((replay) => replay.toJSON());
  }

  toString(): string {
    return specText(`ReplaySet of ${this.#replays.length}`, {}, ['.plan()', '.run()']);
  }

  [inspect.custom](): string {
    return String(this);
  }
}

function createSetResult(results: readonly ReplayResult[]): SetResult {
  const starts = results.map(({ lateness }) => lateness.first);
  const startSpread = Math.max(...starts) - Math.min(...starts);
  return reported({ results, startSpread, save: (directory: string) => saveAll(results, directory) }, setReport);
}

const setReport = ({ results, startSpread }: Pick<SetResult, 'results' | 'startSpread'>): Report => ({
  title: `Replay of ${results.map(({ plan }) => plan.name).join(', ')}`,
  sections: [
    { kind: 'text', text: `${results.length} started within ${formatDuration(startSpread)} of each other` },
    ...results.flatMap((result) => result.report().sections.map((section) => named(section, result.plan.name))),
  ],
});

const named = (section: Section, name: string): Section => ({
  ...section,
  title: section.title === undefined ? name : `${name}: ${section.title}`,
});
