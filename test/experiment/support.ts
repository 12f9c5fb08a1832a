import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Undo } from '../../lib/core/undo.ts';
import { type Condition, conditionsOf, type Factors } from '../../lib/experiment/condition.ts';
import type { ExperimentFacts } from '../../lib/experiment/facts.ts';
import { factsOf } from '../../lib/experiment/facts-of.ts';
import { orderOf, type PlannedTrial } from '../../lib/experiment/order.ts';
import type { ExperimentResult } from '../../lib/experiment/result.ts';
import { runExperiment } from '../../lib/experiment/run.ts';
import type { RunParts } from '../../lib/experiment/run-parts.ts';
import { type ExperimentSpec, type Measure, newSpec } from '../../lib/experiment/spec.ts';
import type { Trial } from '../../lib/experiment/trial.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { thisProcess } from '../../lib/host/local/owner.ts';
import { hostUndo } from '../../lib/host/undo.ts';
import { memorySession } from '../support/memory-session.ts';

export interface MadeUp {
  readonly factors: Factors;
  readonly repeat: number;
  readonly warmUp?: number;
  readonly units?: Readonly<Record<string, string>>;
  /** What differs from a trial that is done, in 1 s, on a quiet machine. */
  readonly trial: (planned: PlannedTrial) => Partial<Trial> | undefined;
}

/** Facts of trials that were never run: as if each had come to what is said here; undefined: it was not run. */
export function madeUp({ factors, repeat, warmUp = 0, units = {}, trial }: MadeUp): ExperimentFacts {
  const conditions = conditionsOf(factors);
  const design = { name: 'made-up', factors, conditions, repeat, warmUp, seed: 1 };
  const trials = orderOf(design).flatMap((planned): Trial[] => {
    const made = trial(planned);
    return made ? [{ ...planned, ...QUIET, ...made }] : [];
  });
  return factsOf({ design, units, trials, runs: [] });
}

const QUIET = {
  status: 'done',
  measures: {},
  startedAt: '2026-01-31T12:00:00.000Z',
  seconds: 1,
  others: 0,
  load: { before: 0, after: 0 },
  leftBehind: [],
  interrupted: 0,
  run: 1,
} as const;

/** The same for one measure `x`, whose values are told by condition, in the order of their repetitions. */
export const withValues = (factors: Factors, valuesOf: (condition: Condition) => readonly number[]): ExperimentFacts =>
  madeUp({
    factors,
    repeat: Math.max(...conditionsOf(factors).map((condition) => valuesOf(condition).length)),
    trial: ({ condition, repetition }) => {
      const x = valuesOf(condition)[repetition - 1];
      return x === undefined ? undefined : { measures: { x } };
    },
  });

export const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'vmlab-experiment-'));

/** What an experiment is run with here: this machine's files, and a session whose journal is in memory. */
export function partsHere(more: Partial<RunParts> = {}): RunParts {
  const host = localHost();
  const session = memorySession({ ...hostUndo(host), stuck: async (action) => ({ action, left: 'it is stuck' }) });
  return { host, session, owner: thisProcess(), isAlive: () => true, vms: () => [], ...more };
}

export interface Here extends Partial<ExperimentSpec> {
  readonly measure: Measure;
  readonly directory: string;
}

export interface HereOptions {
  readonly signal?: AbortSignal;
  readonly parts?: RunParts;
  readonly onTrial?: (trial: Trial) => void;
}

/** Runs an experiment of two modes, three times each unless told. */
export function runHere(spec: Here, { parts = partsHere(), ...telling }: HereOptions = {}): Promise<ExperimentResult> {
  const whole = { ...newSpec('here'), factors: { mode: ['a', 'b'] }, repeat: 3, ...spec };
  return runExperiment(parts, whole, { signal: new AbortController().signal, ...telling });
}

/** An effect that is undone by removing a file. */
export const effectOf = (parts: RunParts, path: string): Promise<Undo> =>
  parts.session.effect({ kind: 'remove-file', path }, () => parts.host.writeFile(path, 'x\n'));
