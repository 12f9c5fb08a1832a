/**
 * `vmlab-agent load --inbox` in a guest (native/README.md): a process of its own there, which takes orders from files and says what it has to say in another.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { HostError, RunError } from '../../core/errors.ts';
import type { Guest } from '../../driver/guest/guest.ts';
import { GrowingFile } from '../../load/place/guest/growing-file.ts';

/** Where its program is, and what it is told of its loads. */
export interface DetachedSetup {
  readonly guest: Guest;
  readonly agent: { readonly path: string; readonly directory: string };
  /** `loadArguments()` */
  readonly words: readonly string[];
}

/** It ends by itself when nobody has written to it for so long: whoever would has ended, or cannot. In s. */
const PATIENCE_S = 30;
const LOOK_MS = 50;
const END_MS = 2000;

/** @throws RunError (code 'AGENT') with what it said when it could not start; HostError where the guest does not answer; the signal's reason */
export async function startDetached(setup: DetachedSetup, signal: AbortSignal): Promise<DetachedAgent> {
  signal.throwIfAborted();
  const { guest, agent, words } = setup;
  const inbox = `${agent.directory}/load-${process.pid}-${++started}`;
  const argv = [agent.path, 'load', '--inbox', inbox, '--patience', String(PATIENCE_S), ...words];
  const { exitCode, stdout, stderr } = await guest.exec(argv, { signal });
  if (exitCode !== 0) throw refused(guest, stderr);
  return new DetachedAgent(guest, inbox, JSON.parse(stdout).pid);
}

let started = 0;

export const refused = ({ by }: Guest, said: string): RunError =>
  new RunError('AGENT', `the agent in the guest (${by}) could not start: ${said.trim() || 'it ended without a word'}`);

export class DetachedAgent implements AsyncDisposable {
  readonly guest: Guest;
  readonly #pid: number;
  readonly #inbox: string;
  readonly #output: GrowingFile;
  #written = 0;
  #ending?: Promise<void>;

  constructor(guest: Guest, inbox: string, pid: number) {
    this.guest = guest;
    this.#inbox = inbox;
    this.#pid = pid;
    this.#output = new GrowingFile(guest, `${inbox}/output`);
  }

  /** A file is taken when it is whole, and removed then: so no two of them have one name. */
  write(text: string): Promise<void> {
    return this.guest.writeFile(`${this.#inbox}/${this.#written++}`, Buffer.from(text));
  }

  /** What it has said since the last time. */
  lines(): Promise<string[]> {
    return this.#output.lines();
  }

  /** By its arguments, which name its directory: a process that has its id by chance does not. @throws HostError where the guest does not answer */
  async isThere(): Promise<boolean> {
    try {
      return (await this.guest.readFile(`/proc/${this.#pid}/cmdline`)).includes(this.#inbox);
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

  async #end(): Promise<void> {
    await this.write('').catch(ignoreHost);
    for (let waited = 0; waited < END_MS && (await this.isThere()); waited += LOOK_MS) await wait(LOOK_MS);
    if (await this.isThere()) await this.guest.exec(['kill', '-KILL', String(this.#pid)]);
    // Its own last act, unless it was killed.
    await this.guest.exec(['rm', '-rf', '--', this.#inbox]);
  }
}

function ignoreHost(error: unknown): void {
  if (!(error instanceof HostError)) throw error;
}
