import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { anySignal } from '../core/any-signal.ts';
import { monotonic, NS_PER_SECOND } from '../core/clock.ts';
import { RunError, VmlabError } from '../core/errors.ts';
import { Scope } from '../core/scope.ts';
import type { Session } from '../core/session.ts';
import type { Host } from '../host/host.ts';
import { tellLine } from '../host/local/status-line.ts';
import type { Recorder } from '../record/recorder.ts';
import { createResult } from './create-result.ts';
import { factsOf } from './facts.ts';
import type { Plan } from './plan.ts';
import type { GeneratorParts, Prepared } from './prepared.ts';
import { describeUnreachable } from './reach.ts';
import type { ReplayResult } from './result.ts';
import { soon, start } from './run.ts';
import { saveAll } from './save-all.ts';
import { type Moment, originAt } from './wall-clock.ts';

/** One replay of a set: its plan, and how it is made ready. */
export interface Runnable {
  readonly plan: Plan;
  /** Looks whether it can be made here at all, before anything is made for any of the set. */
  check?(parts: Pick<GeneratorParts, 'host' | 'session'>): Promise<void>;
  /** Makes what it runs in and its generators, held by the scope until all of the set are over. */
  prepare(parts: GeneratorParts): Promise<Prepared>;
}

export interface ExecuteOptions {
  readonly host: Host;
  readonly session: Session;
  readonly signal?: AbortSignal;
  readonly startAt?: Moment;
  /** How good the wall clock is, for the results. */
  readonly clock?: string;
  /** A directory for the results, however the run ends. Without it, what an interrupted run recorded goes to `runs/`. */
  readonly save?: string;
  /** Called after each step of each replay. */
  readonly onStep?: (plan: Plan, steps: number, recorder: Recorder) => void;
}

/**
 * Runs replays together: all are made ready, then start at one instant.
 *
 * @throws VmlabError (code 'UNREACHABLE') before anything is made. @throws the signal's reason when aborted.
 * @throws RunError (code 'INCOMPLETE') with the partial result when a generator died.
 */
export function execute(runnables: readonly Runnable[], options: ExecuteOptions): Promise<ReplayResult[]> {
  for (const { plan } of runnables) requireReachable(plan);
  if (options.startAt !== undefined) originAt(options.startAt);
  return options.session.during(async (root) => {
    const signal = anySignal(root, options.signal);
    // Each replay of the set listens to it: many is no leak.
    setMaxListeners(0, signal);
    for (const runnable of runnables) await runnable.check?.(options);
    const results = await runTogether(runnables, { ...options, signal });
    await settle(results, { ...options, signal, root });
    return results;
  });
}

function requireReachable({ name, unreachable }: Plan): void {
  if (unreachable.length === 0) return;
  const problems = unreachable.map(describeUnreachable).join('; ');
  const advice = 'Say .fit() to scale the whole recording down, or .clip() to cut what is above.';
  throw new VmlabError('UNREACHABLE', `this machine cannot replay ${name}: ${problems}. ${advice}`);
}

async function runTogether(
  runnables: readonly Runnable[],
  options: ExecuteOptions & { signal: AbortSignal },
): Promise<ReplayResult[]> {
  await using scope = new Scope();
  const { host, session, signal, onStep } = options;
  const prepared: Prepared[] = [];
  for (const runnable of runnables) {
    signal.throwIfAborted();
    prepared.push(await runnable.prepare({ host, session, signal, scope }));
  }
  const origin = options.startAt === undefined ? soon(stepsOf(runnables)) : originAt(options.startAt, TOO_LATE);
  const beginning = { startedAt: wallClockAt(origin), clock: options.clock };
  const outcomes = await Promise.all(
    prepared.map((replay) =>
      start(replay, { origin, signal, onStep: (...done) => onStep?.(replay.spec.plan, ...done) }),
    ),
  );
  return outcomes.map((outcome) => createResult(factsOf(outcome, beginning)));
}

const stepsOf = (runnables: readonly Runnable[]): number =>
  runnables.reduce((sum, { plan }) => sum + plan.target.interval.length, 0);

const TOO_LATE = 'It passed while the run was made ready: name a later one.';

const wallClockAt = (origin: bigint): string =>
  new Date(Date.now() + (Number(origin - monotonic()) / NS_PER_SECOND) * 1000).toISOString();

/** Keeps what has to be kept, and turns an early end into the error that it is. */
async function settle(
  results: readonly ReplayResult[],
  { signal, save, root }: ExecuteOptions & { signal: AbortSignal; root: AbortSignal },
): Promise<void> {
  if (save !== undefined) await saveAll(results, save);
  else if (root.aborted) await keepInterrupted(results);
  if (signal.aborted) throw signal.reason;
  const broken = results.find(({ completed, steps }) => completed < steps);
  if (broken) throw incomplete(broken);
}

/** Nobody takes the results of what Ctrl-C or the end of the process ended, so they are kept, and where is said. */
async function keepInterrupted(results: readonly ReplayResult[]): Promise<void> {
  const directory = join('runs', `interrupted-${new Date().toISOString()}`);
  tellLine(`what was recorded is kept in ${await saveAll(results, directory)}`);
}

function incomplete(result: ReplayResult): RunError<ReplayResult> {
  const { plan, completed, steps, notes } = result;
  const why = notes.at(-1) ?? 'its generators ended early';
  return new RunError('INCOMPLETE', `the replay of ${plan.name} stopped after ${completed} of ${steps} steps: ${why}`, {
    result,
  });
}
