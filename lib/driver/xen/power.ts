/**
 * Starts, stops and ends a domain.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import { HostError, UnsupportedError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import { undoAll } from '../../core/undo-all.ts';
import type { Domain } from '../driver.ts';
import { configurationNow, foundDomain, runningDomain } from './domains.ts';
import { identityOf } from './identity.ts';
import type { DomainParts } from './parts.ts';
import { xl } from './xl.ts';

type Power = Required<Pick<Domain, 'start' | 'pause' | 'resume' | 'shutdown' | 'destroy'>>;

export const powerOf = (parts: DomainParts): Power => ({
  start: (options) => start(parts, options?.signal),
  pause: () => pause(parts),
  resume: () => order(parts, ['unpause']),
  shutdown: (options) => shutdown(parts, options?.signal),
  destroy: () => order(parts, ['destroy']),
});

/** Xen knows a domain only while it runs. */
async function start(parts: DomainParts, signal?: AbortSignal): Promise<void> {
  const { dom0, name, session, uri } = parts;
  const known = parts.known.find(({ configuration }) => configuration.name === name);
  const remedy = 'tell the driver its file in dom0: { configurations: [ … ] }';
  if (!known) throw new UnsupportedError({ what: `starting '${name}'`, where: uri.text, remedy });
  await xl(dom0, ['create', '-q', known.file], anySignal(session.signal, signal));
}

/** One that is paused already is not ours to resume. */
async function pause(parts: DomainParts): Promise<Undo> {
  const { state } = await runningDomain(parts);
  if (state === 'paused') return undoAll([]);
  const identity = identityOf(parts.uri, await configurationNow(parts));
  return parts.session.effect({ kind: 'xen-resume', ...identity }, () => order(parts, ['pause']));
}

/** Domain-0 is what carries orders out: paused, it could not be told to go on. */
async function order(parts: DomainParts, command: readonly string[], signal?: AbortSignal): Promise<void> {
  const { id } = await runningDomain(parts);
  if (id === 0) throw isTheHost(parts, command[0] as string);
  await xl(parts.dom0, [...command, String(id)], anySignal(parts.session.signal, signal));
}

const isTheHost = ({ name, uri }: DomainParts, command: string): UnsupportedError =>
  new UnsupportedError({
    what: `'xl ${command}' of ${name}`,
    where: uri.text,
    remedy: 'it is the host itself; name one of its guests',
  });

/** In s. A guest that has not ended by itself after this long did not hear, or does not want to. */
const SHUTDOWN_LIMIT = 120;
const LOOK_AGAIN_MS = 500;

/** By its PV drivers where it has them, else (`-F`) by its power button. */
async function shutdown(parts: DomainParts, signal?: AbortSignal): Promise<void> {
  const either = anySignal(parts.session.signal, signal);
  await order(parts, ['shutdown', '-F'], either);
  const last = performance.now() + SHUTDOWN_LIMIT * 1000;
  while (performance.now() < last) {
    if (await hasEnded(parts)) return;
    await wait(LOOK_AGAIN_MS, undefined, { signal: either }).catch(() => either.throwIfAborted());
  }
  const { dom0, name } = parts;
  const stderr = `the guest runs on after ${SHUTDOWN_LIMIT} s; destroy() ends it`;
  throw new HostError({ host: dom0.uri, operation: 'shut down', target: name, errno: 'ETIMEDOUT', stderr });
}

/** One that is to be preserved stays, shut down. */
async function hasEnded(parts: DomainParts): Promise<boolean> {
  const state = (await foundDomain(parts))?.state ?? 'shutoff';
  return state === 'shutoff' || state === 'crashed';
}
