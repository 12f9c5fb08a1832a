/**
 * vmlab-agent in a guest, beside whatever reaches the guest: it goes on while that is away, and what it says waits in a file.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../../core/errors.ts';
import type { AgentEnding, Following } from '../agent-place.ts';
import { GrowingFile } from './growing-file.ts';
import { Patience } from './patience.ts';
import type { PlacedAgent } from './place-agent.ts';
import { said } from './said.ts';
import { finish, signalTo, startBeside } from './scripts.ts';

/** How a guest is asked what there is new. In s. */
export interface Pace {
  /** From one question to the next, at least: where an answer takes long (an emulated guest), four times that. */
  readonly interval: number;
  /** How long the guest may be silent: paused, migrating. */
  readonly patience: number;
  /** The same once it is told to end: somebody waits for that. */
  readonly lastPatience: number;
  /** After so long without a line it is asked whether the program is there yet. */
  readonly doubt: number;
}

export const PACE: Pace = { interval: 0.25, patience: 60, lastPatience: 10, doubt: 2 };

/**
 * Runs it to its end, and removes its files then.
 *
 * @param files what the names of its files begin with
 * @throws HostError where it cannot be started; RunError 'GUEST_SILENT'
 */
export async function runDetached(
  { agent, files, words }: Detached,
  following: Following,
  pace: Pace = PACE,
): Promise<AgentEnding> {
  const { guest, path } = agent;
  const argv = startBeside(files, [path, ...words, '--detached']);
  const pid = Number((await said(guest, argv)).trim());
  const run: Run = { agent, files, pid, pace, patience: new Patience(guest.by, pace.patience) };
  try {
    await follow(run, following);
    return { said: await complaint(run) };
  } finally {
    await guest.exec(finish(path, pid, files)).catch(ignoreHost);
  }
}

export interface Detached {
  readonly agent: PlacedAgent;
  readonly files: string;
  readonly words: readonly string[];
}

interface Run {
  readonly agent: PlacedAgent;
  readonly files: string;
  readonly pid: number;
  readonly pace: Pace;
  readonly patience: Patience;
}

/** Until its last line was told, or it is gone. */
async function follow(run: Run, { signal, onLine, isLast = () => false }: Following): Promise<void> {
  const { agent, files, pace, patience } = run;
  const output = new GrowingFile(agent.guest, `${files}.out`);
  let [told, gone, heard] = [false, false, performance.now()];
  for (;;) {
    const asked = performance.now();
    if (signal.aborted && !told) told = await end(run);
    const lines = await patience.hear(() => output.lines());
    for (const line of lines ?? []) onLine(line);
    if (gone || lines?.some(isLast)) return;
    if (lines?.length !== 0) heard = asked;
    gone = asked - heard > (told ? 0 : pace.doubt * 1000) && !(await isThere(run));
    if (!gone) await rest(pace, asked, told ? undefined : signal);
  }
}

/** @returns whether it was told to end */
async function end({ agent: { guest, path }, pid, pace, patience }: Run): Promise<boolean> {
  patience.shorten(pace.lastPatience);
  return (await patience.hear(() => guest.exec(signalTo(path, pid, 'TERM')))) !== undefined;
}

/** Where the guest does not say, it is taken to be. */
async function isThere({ agent: { guest, path }, pid, patience }: Run): Promise<boolean> {
  const answer = await patience.hear(() => guest.exec(signalTo(path, pid, '0')));
  return answer === undefined || answer.exitCode === 0;
}

async function rest({ interval }: Pace, asked: number, signal?: AbortSignal): Promise<void> {
  const took = performance.now() - asked;
  await wait(Math.max(interval * 1000, Math.min(4 * took, 2000)), undefined, { signal }).catch(() => undefined);
}

const complaint = async ({ agent: { guest }, files, patience }: Run): Promise<string> =>
  (await patience.hear(() => guest.readFile(`${files}.err`)))?.toString('utf8') ?? '';

/** The copy's own removal, which the journal names, takes that away as well. */
function ignoreHost(error: unknown): void {
  if (!(error instanceof HostError)) throw error;
}
