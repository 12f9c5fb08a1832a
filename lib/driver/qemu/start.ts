/**
 * Starts a machine.
 */
import { anySignal } from '../../core/any-signal.ts';
import { Scope } from '../../core/scope.ts';

import type { Slice } from '../local/slice.ts';
import { awaitMonitor } from './await-monitor.ts';
import type { QemuDomain } from './domain.ts';
import { placeFiles, type QemuParts } from './files.ts';
import { connectGuestAgent } from './guest-agent/connect.ts';
import { findAccelerator } from './machine/accelerator.ts';
import { pollBalloon } from './machine/balloon.ts';
import { commandLine, type MachineFiles } from './machine/command-line.ts';
import type { MachineSpec } from './machine/spec.ts';
import { startProcess } from './process.ts';
import { running } from './running.ts';

export interface StartOptions {
  /** The process becomes a member of its group. */
  readonly slice?: Slice;
  readonly signal?: AbortSignal;
}

/**
 * Starts a QEMU process and waits for its monitor. Its end is the end of the domain, of the session, or of this process.
 *
 * @throws HostError, with what QEMU said, where it cannot be started. @throws UnsupportedError where vmlab-agent was not built
 * @example await using vm = await startQemu({ host, session }, machineSpec({ name: 'vm1', memory: '256M', kernel }));
 */
export async function startQemu(parts: QemuParts, spec: MachineSpec, options: StartOptions = {}): Promise<QemuDomain> {
  const scope = new Scope();
  try {
    return await start(parts, spec, { ...options, scope });
  } catch (error) {
    await scope[Symbol.asyncDispose]();
    throw error;
  }
}

async function start(
  parts: QemuParts,
  spec: MachineSpec,
  { slice, signal: own, scope }: StartOptions & { readonly scope: Scope },
): Promise<QemuDomain> {
  const signal = anySignal(parts.session.signal, own);
  const accelerator = await acceleratorOf(parts, spec);
  const { value: files } = scope.use(await placeFiles(parts));
  const machine = { spec, accelerator, files };
  const argv = commandLine(machine);
  const { value: child } = scope.use(await startProcess(parts, argv, slice?.joinFiles));
  const qmp = scope.use(await awaitMonitor({ child, argv, path: files.monitor, who: `QEMU ${spec.name}` }, signal));
  const agent = spec.guestAgent ? scope.use(await connectToAgent(spec, files, signal)) : undefined;
  if (spec.balloon) await pollBalloon(qmp);
  return running({ ...parts, machine, child, qmp, agent, slice, end: () => scope[Symbol.asyncDispose]() });
}

const acceleratorOf = async ({ session }: QemuParts, { accelerator, program, cpu }: MachineSpec) =>
  accelerator === 'auto' ? findAccelerator(session, { program, cpu }) : accelerator;

const connectToAgent = ({ name }: MachineSpec, { agent: path }: MachineFiles, signal: AbortSignal) =>
  connectGuestAgent({ path }, { who: `the guest agent of ${name}`, signal });
