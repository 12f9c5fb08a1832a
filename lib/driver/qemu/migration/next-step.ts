/**
 * What is to be done next, by what both sides say: decided here, done elsewhere.
 */

import type { MigrationSpec } from '../../migration/spec.ts';
import type { MigrationReply } from './reply.ts';

export type Step = 'wait' | 'start-postcopy' | 'hand-over' | 'recover' | 'done' | 'fail';

export interface Situation {
  /** Of the source. */
  readonly reply: MigrationReply;
  /** QEMU's run state of the destination: 'inmigrate' until all that its CPUs need has come. */
  readonly destination: string;
  readonly postcopyStarted: boolean;
  /** The destination was told to run: from then on the source never may again. */
  readonly handedOver: boolean;
}

/**
 * The destination is started standing still, and is told to run only when the source cannot go back: in precopy when it has completed (which,
 * with a return path, it has only when the destination has told that all came well), in postcopy when it has sent its CPUs and they have come.
 * So at no moment two copies may run, whatever breaks.
 */
export function nextStep({ mode, passes, verify }: MigrationSpec, situation: Situation): Step {
  const { reply, destination, postcopyStarted, handedOver } = situation;
  switch (reply.status) {
    case 'active':
      return mode !== 'precopy' && !postcopyStarted && pass(reply) > (mode === 'hybrid' ? passes : 0)
        ? 'start-postcopy'
        : 'wait';
    case 'postcopy-active':
      return !handedOver && !verify.includes('memory') && destination !== 'inmigrate' ? 'hand-over' : 'wait';
    case 'postcopy-paused':
      return 'recover';
    case 'completed':
      return 'done';
    case 'failed':
    case 'cancelled':
    case 'none':
      return 'fail';
    default:
      return 'wait';
  }
}

const pass = ({ ram }: MigrationReply): number => ram?.['dirty-sync-count'] ?? 0;
