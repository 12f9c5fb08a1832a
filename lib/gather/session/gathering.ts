/**
 * What is measured now, phase by phase.
 */
import { anySignal } from '../../core/any-signal.ts';
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import { InputError } from '../../core/errors.ts';
import { makeDirectories } from '../../host/local/files.ts';
import type { CollectorContext } from '../collector/collector.ts';
import { threadSeconds } from '../collector/own-threads.ts';
import { type CommandOutcome, runInAll } from './commands.ts';
import type { GatherFacts } from './facts.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import type { Runner } from './runner.ts';

/** How a command is run. */
export interface CommandOptions {
  /** Ends it where it still runs. */
  readonly signal?: AbortSignal;
}

/** What is measured now, or was. Disposing of it ends it, and lets its VMs go. */
export interface Gathering extends AsyncDisposable {
  /**
   * Runs a program in each VM at the same time; the session's own unless told.
   *
   * @returns how it ended in each, in s and with what it printed: what failed in one is told there
   * @throws InputError where none was told
   * @example
   * await using gathering = await gather.session({ vms: [vm] }).start();
   * const outcomes = await gathering.command(['sysbench', 'cpu', 'run']);
   */
  command(argv?: readonly string[], options?: CommandOptions): Promise<CommandOutcome[]>;
  /** Ends the measuring. Takes an interval at most, until the last sample is complete; a collector that hangs is ended, and named in the result. */
  stop(): Promise<void>;
  /**
   * Writes the raw output, unparsed, to a directory that is made if need be: `gather.json`, and a directory for each collector. Ends the measuring before.
   *
   * @returns the directory, for `gather.parse`
   * @throws HostError that names what was not written; all else is there, and can be parsed
   */
  write(directory: string): Promise<string>;
}

/** What a run is made of. */
export interface GatheringParts {
  readonly context: CollectorContext;
  readonly facts: GatherFacts;
  readonly runner: Runner;
  readonly argv?: readonly string[] | undefined;
  /** Gives up the start; once all measure, it means nothing any more. */
  readonly signal?: AbortSignal | undefined;
  /** Lets its VMs go. */
  readonly release: () => Promise<void>;
}

/** Starts the collectors. @throws the reason of the signals */
export async function startGathering(parts: GatheringParts): Promise<Gathering> {
  const run = new Run(parts);
  try {
    await run.start();
  } catch (error) {
    await run.leave();
    throw error;
  }
  return Object.freeze({
    command: (argv?: readonly string[], options?: CommandOptions) => run.command(argv, options?.signal),
    stop: () => run.stop(),
    write: (directory: string) => run.write(directory),
    [Symbol.asyncDispose]: () => run.leave(),
  });
}

class Run {
  private readonly parts: GatheringParts;
  private readonly commands: CommandOutcome[] = [];
  private readonly over = new AbortController();
  private startedAt = new Date();
  private origin = monotonic();
  private seconds = 0;
  private mainThread = 0;
  private stopping?: Promise<void>;
  private leaving?: Promise<void>;

  constructor(parts: GatheringParts) {
    this.parts = parts;
  }

  async start(): Promise<void> {
    await this.parts.runner.start(this.parts.context, this.parts.signal);
    this.startedAt = new Date();
    this.origin = monotonic();
    this.mainThread = await mainThreadSeconds();
  }

  async command(argv = this.parts.argv, signal?: AbortSignal): Promise<CommandOutcome[]> {
    if (argv === undefined)
      throw new InputError({ expected: "a program and its arguments, as ['ls', '-l']", received: argv });
    const either = anySignal(this.over.signal, this.parts.context.signal, signal);
    const outcomes = await runInAll(await this.parts.context.vms(), argv, either);
    this.commands.push(...outcomes);
    return outcomes;
  }

  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  /** The manifest first, since nothing can be read without it; again with what could not be written, if there is room for that. */
  async write(directory: string): Promise<string> {
    await this.stop();
    await makeDirectories(directory);
    await writeManifest(directory, this.manifest());
    try {
      await this.parts.runner.write(directory);
    } catch (error) {
      await writeManifest(directory, this.manifest()).catch(() => undefined);
      throw error;
    }
    return directory;
  }

  leave(): Promise<void> {
    this.leaving ??= this.letGo();
    return this.leaving;
  }

  private async end(): Promise<void> {
    this.seconds = Number(monotonic() - this.origin) / NS_PER_SECOND;
    this.mainThread = (await mainThreadSeconds()) - this.mainThread;
    await this.parts.runner.stop(this.parts.context.interval);
    this.over.abort(new Error('the run has ended'));
  }

  private async letGo(): Promise<void> {
    await this.stop();
    this.parts.runner.giveUp();
    await this.parts.release();
  }

  private manifest(): Manifest {
    const { facts, context, runner } = this.parts;
    return {
      ...facts,
      startedAt: this.startedAt.toISOString(),
      seconds: this.seconds,
      interval: context.interval,
      sections: context.sections,
      commands: this.commands,
      collectors: runner.records(),
      mainThreadSeconds: this.mainThread,
      missing: [...runner.missing],
    };
  }
}

/** Its id is the process's. */
const mainThreadSeconds = (): Promise<number> => threadSeconds([String(process.pid)]);
