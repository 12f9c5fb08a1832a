/**
 * What the agent in a guest is told of the loads that a plan has: paths and interfaces are the guest's.
 */
import { HostError } from '../../core/errors.ts';
import { parseSize } from '../../core/units.ts';
import type { DomainCounters } from '../../driver/driver.ts';
import type { Guest } from '../../driver/guest/guest.ts';
import type { Host } from '../../host/host.ts';
import type { LoadSetup } from '../../load/agent-arguments.ts';
import { checkUnused, DEFAULT_DISK_SIZE } from '../../load/disk.ts';
import { startSink } from '../../load/sink.ts';
import type { GeneratorParts, GeneratorSpec } from '../prepared.ts';
import type { GuestVm } from './guest-vm.ts';
import { hostAddress } from './host-address.ts';

/** A wake-up of an emulated guest takes some tenths of a ms of the host's CPU: a hundred a second would be most of what a quiet step is to use. */
const SLICE_MS = 50;

export interface SetupInput {
  readonly spec: GeneratorSpec;
  readonly vm: GuestVm;
  readonly counters: DomainCounters;
}

/** @throws InputError for a device that is in use; UnsupportedError where it is not known where to send to */
export async function setupOf(parts: GeneratorParts, input: SetupInput): Promise<LoadSetup> {
  const { resources, target } = input.spec.plan;
  const moves = (...names: readonly ('read' | 'write' | 'tx')[]) =>
    names.some((name) => target[name].some((bytes) => bytes > 0));
  return {
    // Its own pace: what else the domain uses only the host can tell.
    cpu: resources.includes('cpu') ? { pace: 'own', slice: SLICE_MS } : undefined,
    memory: resources.includes('memory') ? {} : undefined,
    disk: moves('read', 'write') ? await diskOf(input) : undefined,
    network: moves('tx') ? await networkOf(parts, input) : undefined,
  };
}

/** A file has no name as soon as it is written: it goes with the agent, however that ends. */
async function diskOf({ spec: { place, disk = {} }, vm: { guest } }: SetupInput): Promise<LoadSetup['disk']> {
  const size = parseSize(disk.size ?? DEFAULT_DISK_SIZE, 'a disk size');
  const { device, file = `/var/tmp/vmlab-${place.name}-${process.pid}.disk` } = disk;
  if (device === undefined) return { path: file, size, unlink: true };
  await checkUnused(inGuest(guest), { ...disk, device });
  return { path: device, size, allowDevice: true };
}

/** As programs of a machine are run: one that fails is an error. */
const inGuest = (guest: Guest): Pick<Host, 'run'> => ({
  run: async (argv) => {
    const output = await guest.exec(argv);
    if (output.exitCode === 0) return output;
    throw new HostError({ host: guest.by, operation: 'run', target: argv.join(' '), stderr: output.stderr });
  },
});

async function networkOf(
  { scope, host }: GeneratorParts,
  { spec: { network }, counters }: SetupInput,
): Promise<LoadSetup['network']> {
  const { to, port = 9, protocol = 'udp', interface: device } = network ?? {};
  const counter = device === undefined ? undefined : `/sys/class/net/${device}/statistics/tx_bytes`;
  if (to !== undefined) return { address: to, port, protocol, interface: device, counter };
  const sink = scope.use(await startSink(await hostAddress(host, counters), protocol));
  return { address: sink.address, port: sink.port, protocol, interface: device, counter };
}
