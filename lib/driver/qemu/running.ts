/**
 * What can be done with a machine that was started.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { UnsupportedError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import type { Child } from '../../host/local/spawn.ts';
import type { DomainInfo } from '../driver.ts';
import { guestByAgent } from '../guest/by-agent.ts';
import type { Slice } from '../local/slice.ts';
import { dirtyRate } from './dirty-rate.ts';
import type { QemuDomain } from './domain.ts';
import type { QemuParts } from './files.ts';
import { runInGuest } from './guest-agent/exec.ts';
import type { GuestAgent } from './guest-agent/guest-agent.ts';
import { readBalloon } from './machine/balloon.ts';
import type { Machine } from './machine/command-line.ts';
import { countersOf } from './machine/counters.ts';
import { domainState } from './machine/run-state.ts';
import { migrateTo } from './migration/migrate-to.ts';
import type { Qmp } from './qmp/qmp.ts';

export interface Running extends QemuParts {
  readonly machine: Machine;
  readonly child: Child;
  readonly qmp: Qmp;
  readonly agent?: GuestAgent;
  readonly slice?: Slice;
  /** Ends the process and takes away what was made for it. */
  readonly end: () => Promise<void>;
}

export function running(parts: Running): QemuDomain {
  const domain: QemuDomain = {
    ...factsOf(parts),
    info: () => infoOf(parts),
    counters: async () =>
      countersOf({ pid: parts.child.pid, tap: parts.machine.spec.network?.tap, slice: parts.slice }),
    pause: () => pause(parts.qmp),
    resume: () => resume(parts.qmp),
    shutdown: (options) => shutdown(parts, options?.signal),
    destroy: () => destroy(parts),
    exec: (argv, options) => runInGuest(agentOf(parts), argv, options),
    memory: () => readBalloon(parts.qmp),
    migrate: (to, options) => migrateTo({ ...parts, source: domain }, to, options),
    dirtyRate: (options) => dirtyRate(parts.qmp, options),
    [Symbol.asyncDispose]: () => destroy(parts),
  };
  return domain;
}

const factsOf = ({ machine: { spec, accelerator, files }, child, qmp, agent }: Running) => ({
  name: spec.name,
  spec,
  accelerator,
  pid: child.pid,
  qmp,
  ...(agent && { agent, guest: guestByAgent(agent, { by: `the guest agent of ${spec.name}` }) }),
  console: files.console,
  log: child.said,
  ended: child.ended,
});

async function infoOf({ machine: { spec, accelerator }, child, qmp }: Running): Promise<DomainInfo> {
  const { status } = await qmp.execute<{ status: string }>('query-status');
  const { actual } = spec.balloon ? await balloonSize(qmp, spec.memory) : { actual: spec.memory };
  const sizes = { vcpus: spec.vcpus, maximumMemory: spec.memory, memory: actual };
  return { name: spec.name, state: domainState(status), ...sizes, pid: child.pid, accelerator, version: qmp.version };
}

/** QEMU refuses to tell where no driver in the guest has ever been there: then it is not inflated. */
const balloonSize = (qmp: Qmp, whole: number): Promise<{ actual: number }> =>
  qmp.execute<{ actual: number }>('query-balloon').catch(() => ({ actual: whole }));

const resume = async (qmp: Qmp): Promise<void> => void (await qmp.execute('cont'));

/** Its end is the machine's: so it needs no journal. */
async function pause(qmp: Qmp): Promise<Undo> {
  await qmp.execute('stop');
  const undo = async () => {
    await resume(qmp);
    return { action: { kind: 'resume-domain' } };
  };
  return { value: undefined, undo, [Symbol.asyncDispose]: async () => void (await undo()) };
}

/** By both ways that there are: which one a guest listens to is its own affair. The agent answers only where it fails. */
async function shutdown({ qmp, agent, child, end }: Running, signal?: AbortSignal): Promise<void> {
  await qmp.execute('system_powerdown', {}, { signal });
  agent?.execute('guest-shutdown', {}, { signal }).catch(() => undefined);
  await orAborted(child.ended, signal);
  await end();
}

/** Its images are written first, if it still can. */
const QUIT_MS = 2000;

async function destroy({ qmp, child, end }: Running): Promise<void> {
  const left = new AbortController();
  const patience = wait(QUIT_MS, undefined, { signal: left.signal }).catch(() => undefined);
  await Promise.race([
    qmp.execute('quit').then(
      () => child.ended,
      () => undefined,
    ),
    patience,
  ]);
  left.abort();
  await end();
}

async function orAborted(done: Promise<unknown>, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const left = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: left.signal });
  });
  try {
    await Promise.race([done, aborted]);
  } finally {
    left.abort();
  }
}

function agentOf({ agent, machine: { spec } }: Running): GuestAgent {
  if (agent) return agent;
  const remedy = 'start it with guestAgent: true, and qemu-ga in the guest';
  throw new UnsupportedError({
    what: 'exec',
    where: `the machine ${spec.name}, which has no port for a guest agent`,
    remedy,
  });
}
