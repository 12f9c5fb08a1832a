/**
 * In one session, all that runs in a guest shares one copy of vmlab-agent: it is made for the first and goes with the last.
 */
import type { Session } from '../../../core/session.ts';
import type { Undo, UndoOutcome } from '../../../core/undo.ts';
import type { Guest } from '../../../driver/guest/guest.ts';
import { copyName, removeCopies } from '../../../driver/guest/remove-copies.ts';
import { removeCopiesAction } from '../../../driver/guest/undo.ts';
import { agentProgram } from './agent-program.ts';
import { type AgentProgram, type PlacedAgent, placeAgent, placesOf } from './place-agent.ts';

/** One user's hold on the copy in a guest. */
export interface AgentHold {
  readonly agent: PlacedAgent;
  /** The last takes the copy away, with what still runs of it; a second call does nothing. @returns what became of that */
  release(): Promise<UndoOutcome[]>;
}

interface Shared {
  readonly placing: Promise<Undo<PlacedAgent>>;
  holds: number;
}

export class SharedAgents {
  readonly #session: Session;
  readonly #program: () => Promise<AgentProgram>;
  readonly #shared = new Map<unknown, Shared>();

  /** @param session whose journal names each copy until it is gone. @param program what is copied */
  constructor(session: Session, program: () => Promise<AgentProgram> = agentProgram) {
    this.#session = session;
    this.#program = program;
  }

  /** @throws as placeAgent; UnsupportedError where vmlab-agent was not built */
  async hold(guest: Guest): Promise<AgentHold> {
    const key = keyOf(guest);
    const shared = this.#shared.get(key) ?? this.#place(key, guest);
    shared.holds++;
    try {
      return this.#holdOn(key, shared, await shared.placing);
    } catch (error) {
      if (this.#shared.get(key) === shared) this.#shared.delete(key);
      throw error;
    }
  }

  #place(key: unknown, guest: Guest): Shared {
    const shared = { placing: this.#copy(guest), holds: 0 };
    this.#shared.set(key, shared);
    return shared;
  }

  async #copy(guest: Guest): Promise<Undo<PlacedAgent>> {
    const [name, program] = [copyName(), await this.#program()];
    const action = removeCopiesAction(guest.reach, placesOf(name));
    return this.#session.effect(action, () => placeAgent({ guest, name, program }, { signal: this.#session.signal }));
  }

  #holdOn(key: unknown, shared: Shared, copy: Undo<PlacedAgent>): AgentHold {
    let released: Promise<UndoOutcome[]> | undefined;
    const release = () => (released ??= this.#release(key, shared, copy));
    return { agent: copy.value, release };
  }

  async #release(key: unknown, shared: Shared, copy: Undo<PlacedAgent>): Promise<UndoOutcome[]> {
    if (--shared.holds > 0) return [];
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
    if (copy.value.guest.reach === undefined) await removeLive(copy.value);
    return [await copy.undo()];
  }
}

/** Of a guest that is found again it is the same one, whichever object stands for it. */
const keyOf = (guest: Guest): unknown => (guest.reach ? JSON.stringify(guest.reach) : guest);

/** What nobody else can reach later is done now. */
const removeLive = ({ guest, directory }: PlacedAgent): Promise<void> =>
  removeCopies(guest, [directory]).catch(() => undefined);
