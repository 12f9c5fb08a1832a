import { inspect } from 'node:util';
import { InputError } from '../core/errors.ts';
import type { Report } from '../report/report.ts';
import type { Replay } from './builder.ts';
import type { Plan } from './plan.ts';
import type { ReplayResult } from './result.ts';
import { type RunOptions, runReplays } from './run-replays.ts';

/** What a set of replays came to. */
export interface SetResult {
  readonly results: readonly ReplayResult[];
  /** From the first to the last of their real starts, in s. */
  readonly startSpread: number;
  report(): Report;
}

/** Any number of replays, started at one instant by one clock. */
export class ReplaySet {
  readonly #replays: readonly Replay[];

  constructor(replays: readonly Replay[]) {
    if (replays.length === 0) throw new InputError({ expected: 'at least one replay', received: replays.length });
    this.#replays = replays;
    Object.freeze(this);
  }

  /** The plan of each. */
  plan(): Promise<Plan[]> {
    return Promise.all(this.#replays.map((replay) => replay.plan()));
  }

  /** Runs them all. @throws as `Replay.run`; nothing is started where one of them cannot be. */
  async run(options: RunOptions = {}): Promise<SetResult> {
    const results = await runReplays(this.#replays, options);
    const starts = results.map(({ lateness }) => lateness.first);
    const startSpread = Math.max(...starts) - Math.min(...starts);
    return Object.freeze({ results, startSpread, report: () => setReport(results) });
  }

  toJSON(): unknown[] {
    return this.#replays.map((replay) => replay.toJSON());
  }

  [inspect.custom](): string {
    return `ReplaySet of ${this.#replays.length}\nnext: .plan()  .run()`;
  }
}

const setReport = (results: readonly ReplayResult[]): Report => ({
  title: `Replay of ${results.map(({ plan }) => plan.name).join(', ')}`,
  sections: results.flatMap((result) =>
    result.report().sections.map((section) => ({ ...section, title: `${result.plan.name}: ${section.title ?? ''}` })),
  ),
});
