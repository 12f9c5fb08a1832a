/**
 * What the loop says, on its way into the guest: always the latest only, and nothing that makes no difference.
 */
import { HostError } from '../../core/errors.ts';

/** Core-seconds: to be told costs an emulated guest 15 ms itself. */
const WORTH_TELLING = { least: 0.01, share: 0.02 };

export class Corrections {
  /** Files written, and how many the guest did not take. */
  sent = 0;
  failed = 0;
  readonly #told: Float64Array;
  readonly #interval: Float64Array;
  readonly #tell: (lines: readonly string[]) => Promise<void>;
  #wanted = new Map<number, number>();
  #busy = Promise.resolve();
  #isBusy = false;

  /** @param asked cores, step by step, that the agent knows of already */
  constructor(
    { interval, asked }: { readonly interval: Float64Array; readonly asked: Float64Array },
    tell: (lines: readonly string[]) => Promise<void>,
  ) {
    this.#told = asked.slice();
    this.#interval = interval;
    this.#tell = tell;
  }

  /** Cores for steps, from now on. */
  want(commands: ReadonlyMap<number, number>): void {
    this.#wanted = new Map(commands);
    if (!this.#isBusy) this.#busy = this.#send();
  }

  /** Resolves when nothing is on its way. */
  get settled(): Promise<void> {
    return this.#busy;
  }

  async #send(): Promise<void> {
    this.#isBusy = true;
    for (let worth = this.#take(); worth.length > 0; worth = this.#take()) await this.#sendThese(worth);
    this.#isBusy = false;
  }

  #take(): [number, number][] {
    const worth = [...this.#wanted].filter(([step, cores]) => this.#isWorthTelling(step, cores));
    this.#wanted.clear();
    return worth;
  }

  #isWorthTelling(step: number, cores: number): boolean {
    const [told, length] = [this.#told[step] ?? Number.NaN, this.#interval[step] ?? 0];
    return Math.abs(cores - told) * length > Math.max(WORTH_TELLING.least, WORTH_TELLING.share * cores * length);
  }

  /** What the guest did not take it was not told. */
  async #sendThese(commands: readonly [number, number][]): Promise<void> {
    this.sent++;
    try {
      await this.#tell(commands.map(([step, cores]) => `adjust ${step} cpu=${cores.toFixed(6)}`));
      for (const [step, cores] of commands) this.#told[step] = cores;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.failed++;
    }
  }
}
