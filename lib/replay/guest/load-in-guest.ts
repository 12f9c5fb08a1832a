/**
 * The loads of a replay in a guest: told through files, heard through a file, asked for the guest's clock.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { monotonic } from '../../core/clock.ts';
import { parseReport, type StepClaim } from '../../load/agent-report.ts';
import type { ClockRound } from './clock-offset.ts';
import { type DetachedAgent, type DetachedSetup, refused, startDetached } from './detached-agent.ts';

const LOOK_MS = 50;
const LONGEST_LOOK_MS = 500;

/**
 * Starts an agent and waits until all its loads stand ready (a disk's file is written first, which may take minutes).
 *
 * @throws RunError (code 'AGENT') with what it said when it could not; HostError where the guest does not answer; the signal's reason
 */
export async function startLoadInGuest(setup: DetachedSetup, signal: AbortSignal): Promise<LoadInGuest> {
  const agent = await startDetached(setup, signal);
  const load = new LoadInGuest(agent);
  try {
    await ready(load, signal);
    return load;
  } catch (error) {
    await agent[Symbol.asyncDispose]();
    throw error;
  }
}

async function ready(load: LoadInGuest, signal: AbortSignal): Promise<void> {
  for (let pause = LOOK_MS; !load.isReady; pause = Math.min(pause * 1.5, LONGEST_LOOK_MS)) {
    await load.listen();
    if (load.problems[0] !== undefined) throw refused(load.agent.guest, load.problems[0]);
    // Nothing to do yet, but somebody is there.
    if (pause === LONGEST_LOOK_MS) await load.tell(['']);
    await wait(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

export class LoadInGuest implements AsyncDisposable {
  readonly agent: DetachedAgent;
  readonly claims: StepClaim[] = [];
  readonly problems: string[] = [];
  readonly rounds: ClockRound[] = [];
  /** Questions that it has not answered yet: the host's clock when they were asked. */
  readonly #asked: bigint[] = [];
  readonly #said = new Set<string>();

  constructor(agent: DetachedAgent) {
    this.agent = agent;
  }

  /** Tells it lines; `clock` among them is a question. */
  async tell(lines: readonly string[]): Promise<void> {
    if (lines.includes('clock')) this.#asked.push(monotonic());
    await this.agent.write(`${lines.join('\n')}\n`);
  }

  /** Takes in what it has said since the last time. */
  async listen(): Promise<void> {
    const lines = await this.agent.lines();
    const answered = monotonic();
    for (const line of lines) this.#hear(line, answered);
  }

  get isReady(): boolean {
    return this.#said.has('ready');
  }

  /** Whether it has answered all questions. */
  get isHeard(): boolean {
    return this.#asked.length === 0;
  }

  /** Whether it has come to the end of the plan. */
  get isDone(): boolean {
    return this.#said.has('end');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.agent[Symbol.asyncDispose]();
  }

  #hear(line: string, answered: bigint): void {
    const report = parseReport(line);
    this.#said.add(report.type);
    if (report.type === 'step') this.claims.push(report);
    if (report.type === 'error') this.problems.push(report.message ?? 'a load failed without saying why');
    const asked = report.type === 'clock' ? this.#asked.shift() : undefined;
    if (report.type !== 'clock' || asked === undefined) return;
    this.rounds.push({ asked, answered, guest: BigInt(report.at_ns ?? 0) });
  }
}
