/**
 * Which engines a replay has beside the agent, as its script says.
 */
import { InputError, UnsupportedError } from '../core/errors.ts';
import type { Disk } from '../load/disk.ts';
import type { Engine } from '../load/engine.ts';
import { fioEngine } from '../load/fio.ts';
import { iperf3Engine } from '../load/iperf3.ts';
import { requireProgram } from '../load/program.ts';
import type { GeneratorParts, GeneratorSpec } from './prepared.ts';

type EngineParts = Pick<GeneratorParts, 'host' | 'signal'>;

/** What a replay moves at all, and the disk that it has for that. */
export interface Moving {
  readonly loads: readonly ('read' | 'write' | 'tx')[];
  readonly disk: Disk | undefined;
}

/**
 * Starts nothing yet.
 *
 * @throws UnsupportedError where an engine's program is not installed, or its limit cannot be set in this place
 */
export async function enginesOf(parts: EngineParts, spec: GeneratorSpec, { loads, disk }: Moving): Promise<Engine[]> {
  const engines = [
    ...(disk && spec.disk?.engine === 'fio' ? [fioIn(parts, spec, disk)] : []),
    ...(loads.includes('tx') && spec.network?.engine === 'iperf3' ? [iperf3In(parts, spec)] : []),
  ];
  for (const { program } of engines) await requireProgram(parts.host, program);
  return engines;
}

function fioIn({ host, signal }: EngineParts, { plan: { target }, place }: GeneratorSpec, disk: Disk): Engine {
  const { joinFiles, throttleDisk } = place;
  if (throttleDisk === undefined) throw withoutGroups("engine: 'fio'", place.why);
  return fioEngine({ host, signal, joinFiles, disk, target, throttle: throttleDisk });
}

const DEFAULT_PORT = 5201;

function iperf3In(
  { host, signal }: EngineParts,
  { plan: { target }, place, network: wanted = {} }: GeneratorSpec,
): Engine {
  const { joinFiles, network } = place;
  if (network === undefined) throw withoutGroups("engine: 'iperf3'", place.why);
  const { protocol = 'udp', to, port = DEFAULT_PORT, interface: device } = wanted;
  if (device !== undefined && device !== network.interface) {
    throw new InputError({ expected: `no interface but the VM's own with engine: 'iperf3'`, received: device });
  }
  return iperf3Engine({
    host,
    signal,
    joinFiles,
    network,
    target,
    protocol,
    server: to === undefined ? undefined : { to, port },
  });
}

function withoutGroups(what: string, why = 'this VM was opened with network: false'): UnsupportedError {
  const remedy = `its limit needs a group and a network of the VM's own (${why}); use the agent's own engine`;
  return new UnsupportedError({ what, where: 'this place', remedy });
}
