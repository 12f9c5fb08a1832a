/**
 * What a script says of disks and networks, looked at when it is said: a mistake is told at its line, not when the run begins.
 */
import { isIPv4 } from 'node:net';
import { InputError } from '../core/errors.ts';
import { parseRate, parseSize } from '../core/units.ts';
import type { DiskSpec, NetworkSpec } from './spec.ts';

/** @returns it as it is. @throws InputError for a size without sense, an unknown engine, or both a file and a device. */
export function checkDisk(disk: DiskSpec): DiskSpec {
  if (disk.size !== undefined) parseSize(disk.size, 'a disk size');
  oneOf('engine', disk.engine, ['agent', 'fio']);
  if (disk.file !== undefined && disk.device !== undefined)
    throw new InputError({ expected: 'a file or a device', received: `both: ${disk.file} and ${disk.device}` });
  return disk;
}

/** @returns it as it is. @throws InputError for what is no IPv4 address, port, protocol, engine or rate; for a port or interface without `to`. */
export function checkNetwork(network: NetworkSpec): NetworkSpec {
  const { to, port, protocol, engine, capacity } = network;
  if (capacity !== undefined) parseRate(capacity, 'a capacity');
  oneOf('protocol', protocol, ['udp', 'tcp']);
  oneOf('engine', engine, ['agent', 'iperf3']);
  if (to !== undefined && !isIPv4(to))
    throw new InputError({ column: 'to', expected: 'an IPv4 address', received: to });
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 0xffff))
    throw new InputError({ column: 'port', expected: 'a port from 1 to 65535', received: port });
  if (to === undefined) checkOwnSink(network);
  return network;
}

/** Without an address all goes to a sink of the VM's own, at a port and an interface that nobody chooses. */
function checkOwnSink({ port, interface: device }: NetworkSpec): void {
  const received = port ?? device;
  if (received === undefined) return;
  throw new InputError({ column: 'to', expected: 'an address to send to beside a port or interface', received });
}

function oneOf(column: string, received: string | undefined, known: readonly string[]): void {
  if (received !== undefined && !known.includes(received))
    throw new InputError({ column, expected: known.map((each) => `'${each}'`).join(' or '), received });
}
