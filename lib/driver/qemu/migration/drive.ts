/**
 * Drives a migration to its end: looks at it, decides, does.
 */
import { RunError } from '../../../core/errors.ts';
import type { MigrationProgress } from '../../migration/progress.ts';
import type { QmpEvent } from '../qmp/message.ts';
import { beginAgain } from './connect.ts';
import { handOver } from './hand-over.ts';
import type { Move } from './move.ts';
import { nextStep, type Step } from './next-step.ts';
import { progressOf } from './progress-of.ts';
import type { MigrationReply } from './reply.ts';
import { queryMigration, runState } from './sides.ts';

const LOOK_MS = 100;
/** While the guest stands still. */
const PROMPT_LOOK_MS = 3;
const MOST_RECOVERIES = 3;
const STALL_MS = 30_000;

/**
 * Looks at it each 100 ms, and at each event of either side, until the source has completed. A signal is listened to until the guest has been
 * handed over: there is no way back then.
 *
 * @throws RunError 'MIGRATION' with QEMU's reason; 'TIMEOUT'. @throws HostError where a side is gone. @throws the signal's reason
 */
export async function drive(
  move: Move,
  signal: AbortSignal,
  tell: (progress: MigrationProgress) => void,
): Promise<void> {
  for (;;) {
    if (!move.handedOver) checkTime(move, signal);
    const reply = await queryMigration(move.source);
    report(move, reply, tell);
    const step = nextStep(move.spec, { ...move, reply, destination: await destinationState(move, reply) });
    if (step === 'done') return;
    if (move.handedOver) await checkStall(move, reply);
    await act(move, step, reply);
    await move.nextLook(isHolding(move, reply) ? PROMPT_LOOK_MS : LOOK_MS);
  }
}

function checkTime({ spec: { timeout }, began }: Move, signal: AbortSignal): void {
  signal.throwIfAborted();
  if (performance.now() - began.monotonic > timeout * 1000)
    throw new RunError('TIMEOUT', `it took more than ${timeout} s`);
}

function report(move: Move, reply: MigrationReply, tell: (progress: MigrationProgress) => void): void {
  const progress = progressOf(reply, (performance.now() - move.began.monotonic) / 1000);
  move.progress.push(progress);
  tell(progress);
}

/** Asked only when it matters. */
const destinationState = async ({ destination, handedOver }: Move, { status }: MigrationReply): Promise<string> =>
  status === 'postcopy-active' && !handedOver ? runState(destination) : 'unknown';

async function act(move: Move, step: Step, reply: MigrationReply): Promise<void> {
  if (step === 'fail') throw new RunError('MIGRATION', reply['error-desc'] ?? `it was ${reply.status}`);
  if (step === 'recover') await recover(move, reply);
  if (step === 'start-postcopy') {
    await move.source.qmp.execute('migrate-start-postcopy');
    move.postcopyStarted = true;
  }
  if (step === 'hand-over' && move.wasRunning) {
    await handOver(move.destination, move.resumed);
    move.handedOver = true;
  }
}

/**
 * A link that broke after the switch is made anew: the guest runs at one side, and its memory is on both. It takes both to have noticed; the destination
 * cannot be asked, as it may be held up by a page that it misses, but it has said so.
 */
async function recover(move: Move, reply: MigrationReply): Promise<void> {
  if (lastStatus(move.events.destination) !== 'postcopy-paused') return;
  if (move.recoveries++ >= MOST_RECOVERIES)
    throw new RunError('MIGRATION', reply['error-desc'] ?? `its link broke ${move.recoveries} times`);
  await beginAgain(move, move.spec);
}

const lastStatus = (events: readonly QmpEvent[]): unknown =>
  events.filter(({ name }) => name === 'MIGRATION').at(-1)?.data.status;

/**
 * No time is too long for a guest that has been handed over, as long as its memory comes. Where it does not, and no side was told that the link has
 * broken, it is broken, and made anew.
 */
async function checkStall(move: Move, { status, ram }: MigrationReply): Promise<void> {
  const now = performance.now();
  const sent = ram?.transferred ?? 0;
  if (sent !== move.sent.bytes) move.sent = { bytes: sent, at: now };
  if (now - move.sent.at < STALL_MS) return;
  if (status !== 'postcopy-active') throw new RunError('MIGRATION', `nothing has been sent for ${STALL_MS / 1000} s`);
  move.sent = { bytes: sent, at: now };
  await move.source.qmp.execute('migrate-pause');
}

const isHolding = ({ postcopyStarted, handedOver }: Move, { status }: MigrationReply): boolean =>
  !handedOver && (postcopyStarted || status === 'device');
