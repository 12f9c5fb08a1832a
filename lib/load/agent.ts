/**
 * One VM's agent: the process that makes its loads. It is told its steps through a pipe that the native step clock writes to.
 */
import { abortable } from '../core/abortable.ts';
import { RunError } from '../core/errors.ts';
import type { HandOver } from '../host/local/hand-over.ts';
import type { Child } from '../host/local/spawn.ts';
import { type AgentSetup, agentArguments } from './agent-arguments.ts';
import { type AgentReport, parseReport, type StepClaim } from './agent-report.ts';
import { spawnCommanded } from './spawn-commanded.ts';

export interface Agent extends AsyncDisposable {
  readonly pid: number;
  /** Where step lines are written: hand it to one step clock, which owns it from then on and closes it. */
  takeSteps(): number;
  /** What it says of itself, a claim a step: used where nothing else measures, and for how late it was. */
  readonly claims: readonly StepClaim[];
  /** Loads that failed and rest from then on, in its own words. */
  readonly problems: readonly string[];
  /** Resolves when it has said its last word. */
  readonly ended: Promise<void>;
}

/**
 * Starts an agent and waits until all its loads stand ready (a disk's file is written first, which may take minutes: `signal` ends that).
 *
 * @throws RunError (code 'AGENT') with what it said when it could not. @throws UnsupportedError where it was not built.
 * @throws the signal's reason
 */
export async function startAgent(
  setup: AgentSetup,
  signal: AbortSignal = new AbortController().signal,
): Promise<Agent> {
  signal.throwIfAborted();
  const { child, commands } = await spawnCommanded(agentArguments(setup));
  const claims: StepClaim[] = [];
  const problems: string[] = [];
  const reports = child.lines()[Symbol.asyncIterator]();
  await abortable(
    signal,
    () => void child.end(0),
    () => ready(reports, child, commands),
  );
  const ended = listen(reports, claims, problems);
  const dispose = () => {
    commands.closeUnlessTaken();
    return end(child, ended);
  };
  return { pid: child.pid, takeSteps: commands.take, claims, problems, ended, [Symbol.asyncDispose]: dispose };
}

async function ready(lines: AsyncIterator<string>, child: Child, commands: HandOver): Promise<void> {
  for (;;) {
    const { value, done } = await lines.next();
    const report: AgentReport = done ? { type: 'end' } : parseReport(value);
    if (report.type === 'ready') return;
    if (report.type !== 'error' && report.type !== 'end') continue;
    commands.closeUnlessTaken();
    const { stderr } = await child.end();
    throw new RunError(
      'AGENT',
      `the agent could not start: ${report.message ?? (stderr.trim() || 'it ended without a word')}`,
    );
  }
}

async function listen(lines: AsyncIterator<string>, claims: StepClaim[], problems: string[]): Promise<void> {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const report = parseReport(next.value);
    if (report.type === 'step') claims.push(report);
    if (report.type === 'error') problems.push(report.message ?? 'a load failed without saying why');
  }
}

async function end(child: Child, ended: Promise<void>): Promise<void> {
  await child.end();
  await ended;
}
