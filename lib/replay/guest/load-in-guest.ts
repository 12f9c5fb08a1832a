/**
 * The agent in a guest: it takes its orders from files that are written into a directory of its own, and what it says waits in another.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { monotonic } from '../../core/clock.ts';
import { HostError, RunError } from '../../core/errors.ts';
import type { Guest } from '../../driver/guest/guest.ts';
import { parseReport, type StepClaim } from '../../load/agent-report.ts';
import { GrowingFile } from '../../load/place/guest/growing-file.ts';
import type { ClockRound } from './clock-offset.ts';

/** Where it is, and what it is told when it starts. */
export interface GuestLoadSetup {
  readonly guest: Guest;
  readonly agent: { readonly path: string; readonly directory: string };
  /** `loadArguments()` */
  readonly words: readonly string[];
}

/** It ends by itself when nobody has written to it for so long: whoever would has ended, or cannot. In s. */
export const PATIENCE_S = 30;
const LOOK_MS = 50;
const LONGEST_LOOK_MS = 500;
const END_MS = 2000;

let started = 0;

export class LoadInGuest implements AsyncDisposable {
  readonly claims: StepClaim[] = [];
  readonly problems: string[] = [];
  readonly rounds: ClockRound[] = [];
  readonly pid: number;
  readonly #setup: GuestLoadSetup;
  readonly #inbox: string;
  readonly #output: GrowingFile;
  readonly #asked: bigint[] = [];
  #written = 0;
  #said = new Set<string>();
  #ending?: Promise<void>;

  private constructor(setup: GuestLoadSetup, inbox: string, pid: number) {
    this.pid = pid;
    this.#setup = setup;
    this.#inbox = inbox;
    this.#output = new GrowingFile(setup.guest, `${inbox}/output`);
  }

  /**
   * Starts it and waits until all its loads stand ready (a disk's file is written first, which may take minutes).
   *
   * @throws RunError (code 'AGENT') with what it said when it could not; HostError where the guest does not answer; the signal's reason
   */
  static async start(setup: GuestLoadSetup, signal: AbortSignal): Promise<LoadInGuest> {
    signal.throwIfAborted();
    const { guest, agent, words } = setup;
    const inbox = `${agent.directory}/load-${process.pid}-${++started}`;
    const argv = [agent.path, 'load', '--inbox', inbox, '--patience', String(PATIENCE_S), ...words];
    const { exitCode, stdout, stderr } = await guest.exec(argv, { signal });
    if (exitCode !== 0) throw refused(guest, stderr);
    const load = new LoadInGuest(setup, inbox, JSON.parse(stdout).pid);
    try {
      await load.#ready(signal);
      return load;
    } catch (error) {
      await load[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Tells it lines; `clock` among them is a question. */
  async tell(lines: readonly string[]): Promise<void> {
    if (lines.includes('clock')) this.#asked.push(monotonic());
    await this.#write(Buffer.from(`${lines.join('\n')}\n`));
  }

  /** Takes in what it has said since the last time. */
  async listen(): Promise<void> {
    const lines = await this.#output.lines();
    const answered = monotonic();
    for (const line of lines) this.#hear(line, answered);
  }

  /** Whether it has answered all questions. */
  get isHeard(): boolean {
    return this.#asked.length === 0;
  }

  /** Whether it has done the whole plan. */
  get isDone(): boolean {
    return this.#said.has('end');
  }

  /** By its arguments, which name its directory: a process that has its id by chance does not. @throws HostError where the guest does not answer */
  async isThere(): Promise<boolean> {
    try {
      return (await this.#setup.guest.readFile(`/proc/${this.pid}/cmdline`)).includes(this.#inbox);
    } catch (error) {
      if (error instanceof HostError && error.errno !== 'ETIMEDOUT') return false;
      throw error;
    }
  }

  /** Ends it, whatever it is at; its directory goes with it. Where the guest does not answer, it ends by itself soon. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#ending ??= this.#end().catch(ignoreHost);
    return this.#ending;
  }

  async #ready(signal: AbortSignal): Promise<void> {
    for (let pause = LOOK_MS; !this.#said.has('ready'); pause = Math.min(pause * 1.5, LONGEST_LOOK_MS)) {
      await this.listen();
      if (this.problems[0] !== undefined) throw refused(this.#setup.guest, this.problems[0]);
      // Nothing to do, but somebody is there.
      if (pause === LONGEST_LOOK_MS) await this.tell(['']);
      await wait(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  #hear(line: string, answered: bigint): void {
    const report = parseReport(line);
    this.#said.add(report.type);
    if (report.type === 'step') this.claims.push(report);
    if (report.type === 'error') this.problems.push(report.message ?? 'a load failed without saying why');
    const asked = report.type === 'clock' ? this.#asked.shift() : undefined;
    if (report.type === 'clock' && asked !== undefined)
      this.rounds.push({ asked, answered, guest: BigInt(report.at_ns ?? 0) });
  }

  /** A file is whole when it is closed, and then the agent takes it: so no two of them have one name. */
  #write = (bytes: Uint8Array): Promise<void> =>
    this.#setup.guest.writeFile(`${this.#inbox}/${this.#written++}`, bytes);

  async #end(): Promise<void> {
    const { guest } = this.#setup;
    await this.#write(Buffer.alloc(0)).catch(() => undefined);
    for (let waited = 0; waited < END_MS; waited += LOOK_MS) {
      if (!(await this.isThere())) return;
      await wait(LOOK_MS);
    }
    await guest.exec(['kill', '-KILL', String(this.pid)]);
    await guest.exec(['rm', '-r', '--', this.#inbox]);
  }
}

const refused = ({ by }: Guest, said: string): RunError =>
  new RunError('AGENT', `the agent in the guest (${by}) could not start: ${said.trim() || 'it ended without a word'}`);

function ignoreHost(error: unknown): void {
  if (!(error instanceof HostError)) throw error;
}
