/**
 * Where vmlab-agent can be run, with whatever words: tasks are one of its verbs.
 */
import { eventsOf } from '../../core/events-of.ts';
import type { TaskPlace } from './task-place.ts';

export interface AgentPlace extends TaskPlace {
  /**
   * Runs vmlab-agent to its end: its own, or that of the signal.
   *
   * @param words its verb, first, and the flags of that
   * @throws HostError where it cannot be started; RunError 'GUEST_SILENT' where nothing is heard of it any more
   */
  follow(words: readonly string[], following: Following): Promise<AgentEnding>;
}

export interface Following {
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
  /** Says of a line that it is the agent's last: then its end is at hand, and need not be looked for. */
  readonly isLast?: (line: string) => boolean;
}

export interface AgentEnding {
  /** On its standard error. */
  readonly said: string;
}

/**
 * What it says, line by line. Leaving the loop ends it.
 *
 * @example for await (const line of agentLines(place, ['memory', '--stdout'])) console.log(line);
 */
export const agentLines = (place: AgentPlace, words: readonly string[], signal?: AbortSignal): AsyncGenerator<string> =>
  eventsOf((either, onLine) => place.follow(words, { signal: either, onLine }), signal);
