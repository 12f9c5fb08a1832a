/**
 * The lines below a domain's row, with `xentop -v`, `-n` and `-x`.
 */

/** CPU time of one vCPU, in whole seconds. */
export interface XentopVcpu {
  readonly index: number;
  readonly cpuSeconds: number;
}

/** One network of a domain, since it came, seen from the domain: what it received, dom0 sent. */
export interface XentopNetwork {
  readonly index: number;
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly receivedErrors: number;
  readonly receivedDrops: number;
  readonly sentBytes: number;
  readonly sentPackets: number;
  readonly sentErrors: number;
  readonly sentDrops: number;
}

/** One disk of a domain, since it came. Sectors are of 512 bytes. */
export interface XentopDisk {
  /** 'BlkBack' */
  readonly backend: string;
  /** Xen's number of it: 51712 is xvda. */
  readonly device: number;
  /** The same as a device of Linux: 202 and 0. */
  readonly major: number;
  readonly minor: number;
  readonly outOfRequests: number;
  readonly reads: number;
  readonly writes: number;
  readonly readSectors: number;
  readonly writeSectors: number;
}

export interface XentopDetails {
  readonly vcpus: readonly XentopVcpu[];
  readonly networks: readonly XentopNetwork[];
  readonly disks: readonly XentopDisk[];
}

/** @returns what the line tells, or undefined if it is no such line */
export function readDetails(line: string): XentopDetails | undefined {
  if (/^VCPUs\(sec\):|^\s+\d+: +\d+s/.test(line)) return readVcpus(line);
  if (line.startsWith('Net')) return readNetwork(line);
  return line.startsWith('VBD ') ? readDisk(line) : undefined;
}

const NOTHING: XentopDetails = { vcpus: [], networks: [], disks: [] };

/** Five a line: more are on lines of their own that begin with spaces. */
function readVcpus(line: string): XentopDetails | undefined {
  const cells = line.replace(/^VCPUs\(sec\):/, '').replaceAll(/:\s+/g, ':');
  const vcpus = cells.split(/\s+/).flatMap((cell) => {
    const [, index, seconds] = /^(\d{1,9}):(\d{1,30})s$/.exec(cell) ?? [];
    return seconds === undefined ? [] : [{ index: Number(index), cpuSeconds: Number(seconds) }];
  });
  return vcpus.length === cells.split(/\s+/).filter(Boolean).length ? { ...NOTHING, vcpus } : undefined;
}

const TRAFFIC = / *(\d+)bytes +(\d+)pkts +(\d+)err +(\d+)drop/.source;
const NETWORK = new RegExp(`^Net *(\\d+) +RX:${TRAFFIC} +TX:${TRAFFIC}\\s*$`);

function readNetwork(line: string): XentopDetails | undefined {
  const match = NETWORK.exec(line);
  if (!match) return undefined;
  const at = (group: number) => Number(match[group]);
  const sent = { sentBytes: at(2), sentPackets: at(3), sentErrors: at(4), sentDrops: at(5) };
  const received = { receivedBytes: at(6), receivedPackets: at(7), receivedErrors: at(8), receivedDrops: at(9) };
  return { ...NOTHING, networks: [{ index: at(1), ...received, ...sent }] };
}

const REQUESTS = /OO: *(\d+) +RD: *(\d+) +WR: *(\d+) +RSECT: *(\d+) +WSECT: *(\d+)\s*$/.source;
const DISK = new RegExp(`^VBD (\\S+) +(\\d+) \\[ *([0-9a-f]+): *([0-9a-f]+)\\] +${REQUESTS}`);

function readDisk(line: string): XentopDetails | undefined {
  const match = DISK.exec(line);
  if (!match) return undefined;
  const at = (group: number, base = 10) => Number.parseInt(match[group] ?? '', base);
  const requests = { outOfRequests: at(5), reads: at(6), writes: at(7), readSectors: at(8), writeSectors: at(9) };
  const disk = { backend: match[1] ?? '', device: at(2), major: at(3, 16), minor: at(4, 16), ...requests };
  return { ...NOTHING, disks: [disk] };
}
