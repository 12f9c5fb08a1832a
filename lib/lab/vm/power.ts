/**
 * Starts, stops and ends a VM.
 */
import type { Undo } from '../../core/undo.ts';
import type { Cancellable, Domain } from '../../driver/driver.ts';
import type { Ability, Opening } from '../opening.ts';

export interface PowerHandle {
  /** Starts it; a slice runs as soon as it is open. @throws HostError where it runs already, or cannot. @example await vm.start() */
  start(options?: Cancellable): Promise<void>;
  /** Stops its CPUs, or all processes of a slice; resolves when they stand still. @example await using paused = await vm.pause() */
  pause(): Promise<Undo>;
  /** Lets it go on. */
  resume(): Promise<void>;
  /**
   * Asks the guest to end by itself (its agent, or its power button; the processes of a slice get SIGTERM), and resolves when it has.
   *
   * @throws HostError (errno ETIMEDOUT) where it runs on after two minutes; the signal's reason
   */
  shutdown(options?: Cancellable): Promise<void>;
  /** Ends it at once, as if its power was cut. A slice stays, and is empty. */
  destroy(): Promise<void>;
}

export const pausing: Ability<NonNullable<Domain['pause']>> = { what: 'pausing', of: ({ pause }) => pause };
export const resuming: Ability<NonNullable<Domain['resume']>> = { what: 'resuming', of: ({ resume }) => resume };
const starting: Ability<NonNullable<Domain['start']>> = { what: 'starting', of: ({ start }) => start };
const shuttingDown: Ability<NonNullable<Domain['shutdown']>> = {
  what: 'shutting down',
  of: ({ shutdown }) => shutdown,
};
const destroying: Ability<NonNullable<Domain['destroy']>> = { what: 'ending', of: ({ destroy }) => destroy };

export const powerHandle = (vm: Opening): PowerHandle => ({
  start: (options) => vm.act(starting, (start) => start(options)),
  pause: () => vm.change(pausing, (pause) => pause()),
  resume: () => vm.act(resuming, (resume) => resume()),
  shutdown: (options) => vm.act(shuttingDown, (shutdown) => shutdown(options)),
  destroy: () => vm.act(destroying, (destroy) => destroy()),
});
