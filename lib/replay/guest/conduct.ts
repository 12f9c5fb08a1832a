/**
 * Leads an agent in a guest through a plan: its steps some seconds ahead, and questions about its clock, to the plan's end.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import { HostError } from '../../core/errors.ts';
import { clockOffset } from './clock-offset.ts';
import type { LoadInGuest } from './load-in-guest.ts';
import type { Orders } from './orders.ts';

/** Steps are told this long before they start: a guest that does not answer for a while goes on meanwhile. */
const LEAD_NS = 12 * NS_PER_SECOND;
/** From one batch to the next. */
const ROUND_NS = 5 * NS_PER_SECOND;
/** So many rounds without an answer: nobody goes on waiting. */
const PATIENCE = 3;
const LAST_WORD_NS = 5 * NS_PER_SECOND;
const LOOK_MS = 100;

export interface Conducted {
  readonly load: LoadInGuest;
  readonly orders: Orders;
  /** The first step by the host's CLOCK_MONOTONIC, in ns. */
  readonly origin: bigint;
  readonly signal: AbortSignal;
}

/** Resolves when the plan is done, the agent is gone (it has a problem then), or the signal came. */
export async function conduct(run: Conducted): Promise<void> {
  const { load, orders } = run;
  let [next, silent] = [0, 0];
  while (!isOver(run)) {
    next = (await answered(() => round(run, next))) ?? next;
    silent = load.isHeard ? 0 : silent + 1;
    if (silent > 0 && (await isLost(load, silent))) return;
    await rest(run, Math.min(orders.end, elapsed(run) + ROUND_NS));
  }
  await lastWord(run);
}

/** Who is late with an answer is looked for. */
async function isLost(load: LoadInGuest, silent: number): Promise<boolean> {
  const isThere = await answered(() => load.agent.isThere());
  if (isThere === false) load.problems.push('the agent in the guest is gone: something has ended it');
  else if (silent === PATIENCE) load.problems.push('the guest does not answer any more');
  else return false;
  return true;
}

/** The agent's clock is asked first, so that its answer is there when this round ends. @returns the step that comes next */
async function round({ load, orders, origin }: Conducted, from: number): Promise<number> {
  const now = monotonic();
  const { offset } = clockOffset(load.rounds, now);
  const until = Number(now - origin) + LEAD_NS;
  const { lines, next } = orders.batch(from, until, origin + offset);
  await load.tell([...lines, 'clock']);
  await load.listen();
  return next;
}

/** What it says of the last steps comes when they are over. */
async function lastWord(run: Conducted): Promise<void> {
  const latest = run.orders.end + LAST_WORD_NS;
  while (!run.signal.aborted && !run.load.isDone && elapsed(run) < latest) {
    await wait(LOOK_MS);
    await answered(() => run.load.listen());
  }
  if (!run.signal.aborted && !run.load.isDone)
    run.load.problems.push('the agent in the guest did not come to the end of the plan');
}

/** @returns undefined where the guest does not answer: it may, later. */
async function answered<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

const isOver = (run: Conducted): boolean => run.signal.aborted || elapsed(run) >= run.orders.end;

const elapsed = ({ origin }: Conducted): number => Number(monotonic() - origin);

async function rest(run: Conducted, until: number): Promise<void> {
  const milliseconds = Math.max(0, (until - elapsed(run)) / 1e6);
  await wait(milliseconds, undefined, { signal: run.signal }).catch(() => undefined);
}
