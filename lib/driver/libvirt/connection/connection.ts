/**
 * A connection to libvirt, for as long as a driver is open.
 */
import { Lane } from './lane.ts';

export interface Connection extends AsyncDisposable {
  readonly uri: string;
  /**
   * Asks what libvirt answers at once, whatever its domains are doing.
   *
   * @returns what virsh prints
   * @throws HostError with libvirt's words, or errno ETIMEDOUT
   * @example await connection.ask(['domstats', '--nowait', '--state'])
   */
  ask(command: readonly string[], signal?: AbortSignal): Promise<string>;
  /** As `ask`, for what may have to wait for a domain (one that migrates, starts, or has an agent that sleeps). */
  act(command: readonly string[], options?: ActOptions): Promise<string>;
}

export interface ActOptions {
  readonly signal?: AbortSignal;
  /** In s; 60 if left out: what libvirt itself waits for a busy domain is 30. */
  readonly limit?: number;
}

/** In s: a connection through ssh, where one must be made first, takes some 3. */
const ANSWER_LIMIT = 15;
const ACT_LIMIT = 60;
/** Domains that may keep us waiting at the same time. */
const ACTING = 4;

/** Connects with the first command. @example await using connection = openConnection('qemu:///system'); */
export function openConnection(uri: string): Connection {
  const [asking, acting] = [new Lane(uri, 1), new Lane(uri, ACTING)];
  return {
    uri,
    ask: (command, signal) => asking.run(command, { limit: ANSWER_LIMIT, signal }),
    act: (command, { limit = ACT_LIMIT, signal } = {}) => acting.run(command, { limit, signal }),
    [Symbol.asyncDispose]: async () => void (await Promise.all([asking.end(), acting.end()])),
  };
}
