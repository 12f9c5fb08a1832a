import { randomUUID } from 'node:crypto';
import type { UndoOutcome } from '../../../core/undo.ts';
import type { Guest } from '../../../driver/guest/guest.ts';
import type { AgentEnding, AgentPlace, Following } from '../agent-place.ts';
import { runsTasks } from '../agent-task.ts';
import { type Pace, runDetached } from './detached.ts';
import type { AgentHold, SharedAgents } from './shared-agents.ts';

export interface GuestPlaceOptions {
  readonly guest: Guest;
  /** Of the VM, for errors. */
  readonly name: string;
  readonly pace?: Pace;
}

/**
 * A guest. Nothing is done to it until something runs there; the copy of vmlab-agent that is made then stays until the place is disposed of, or
 * the session ends.
 *
 * What runs there goes on while the guest does not answer (paused, or migrating), and is read again when it does; after 60 s of
 * silence (10 s where it was told to end) its run rejects with RunError 'GUEST_SILENT'. Times are those of the guest's clock.
 *
 * @example
 * await using place = guestPlace(new SharedAgents(session), { guest, name: 'vm1' });
 * await place.run({ name: 'dirty', settings: { size: 2 ** 26 } }, { signal, onRecord: console.log });
 */
export function guestPlace(agents: SharedAgents, options: GuestPlaceOptions): GuestPlace {
  const user = new GuestUser(agents, options);
  const follow = (words: readonly string[], following: Following) => user.follow(words, following);
  const leave = () => user.leave();
  const dispose = async () => void (await leave());
  return { ...runsTasks({ name: options.name, follow }), leave, [Symbol.asyncDispose]: dispose };
}

export interface GuestPlace extends AgentPlace, AsyncDisposable {
  /** Needs the copy no more: the last one takes it away. @returns what became of that */
  leave(): Promise<UndoOutcome[]>;
}

class GuestUser {
  readonly #agents: SharedAgents;
  readonly #options: GuestPlaceOptions;
  #hold?: Promise<AgentHold>;

  constructor(agents: SharedAgents, options: GuestPlaceOptions) {
    this.#agents = agents;
    this.#options = options;
  }

  async follow(words: readonly string[], following: Following): Promise<AgentEnding> {
    following.signal.throwIfAborted();
    const hold = await this.#agents.hold(this.#options.guest);
    this.#hold ??= this.#agents.hold(this.#options.guest); // one more, of what is there already: it stays
    try {
      following.signal.throwIfAborted();
      const files = `${hold.agent.directory}/run-${randomUUID()}`;
      return await runDetached({ agent: hold.agent, files, words }, following, this.#options.pace);
    } finally {
      await hold.release();
    }
  }

  async leave(): Promise<UndoOutcome[]> {
    const hold = await this.#hold;
    this.#hold = undefined;
    return (await hold?.release()) ?? [];
  }
}
