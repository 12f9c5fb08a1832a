/**
 * Starts, stops and ends a domain.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import { HostError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import { undoAll } from '../../core/undo-all.ts';
import type { Domain, DomainState } from '../driver.ts';
import { currentState, whereGone } from './info.ts';
import type { DomainParts } from './parts.ts';

type Power = Required<Pick<Domain, 'start' | 'pause' | 'resume' | 'shutdown' | 'destroy'>>;

export const powerOf = (parts: DomainParts): Power => ({
  start: () => order(parts, 'start'),
  pause: () => pause(parts),
  resume: () => order(parts, 'resume'),
  shutdown: (options) => shutdown(parts, options?.signal),
  destroy: () => order(parts, 'destroy'),
});

async function order({ connection, session, uuid }: DomainParts, command: string): Promise<void> {
  await connection.act([command, uuid], { signal: session.signal });
}

/** One that is paused already is not ours to resume. */
async function pause(parts: DomainParts): Promise<Undo> {
  if ((await currentState(parts)) === 'paused') return undoAll([]);
  const { uri, uuid, name } = parts;
  return parts.session.effect({ kind: 'libvirt-resume', uri: uri.text, uuid, name }, () => order(parts, 'suspend'));
}

/** In s. A guest that has not ended by itself after this long did not hear, or does not want to. */
const SHUTDOWN_LIMIT = 120;
const LOOK_AGAIN_MS = 200;

/** By the guest's agent where it answers, else by its power button. */
async function shutdown(parts: DomainParts, signal?: AbortSignal): Promise<void> {
  const either = anySignal(parts.session.signal, signal);
  await parts.connection.act(['shutdown', parts.uuid], { signal: either });
  for (let waited = 0; waited < SHUTDOWN_LIMIT * 1000; waited += LOOK_AGAIN_MS) {
    if (ENDED.includes(await stateOrGone(parts))) return;
    await wait(LOOK_AGAIN_MS, undefined, { signal: either }).catch(() => either.throwIfAborted());
  }
  const { uri, name } = parts;
  const stderr = `the guest runs on after ${SHUTDOWN_LIMIT} s; destroy() ends it`;
  throw new HostError({ host: uri.text, operation: 'shut down', target: name, errno: 'ETIMEDOUT', stderr });
}

/** One that was not defined is gone when it is off. */
const stateOrGone = (parts: DomainParts): Promise<DomainState> =>
  currentState(parts).catch((error) => whereGone(error) ?? 'shutoff');

const ENDED: readonly DomainState[] = ['shutoff', 'crashed'];
