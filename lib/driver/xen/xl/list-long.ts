/**
 * What `xl list -l` prints: the configuration of each domain as JSON, with what is true now where that differs (weight, cap, target of the balloon).
 * Not in it: states, CPU time, the vCPUs of Domain-0, and a domain that is going. Source: libxl_types.idl of Xen 4.17.
 */
import { HostError } from '../../../core/errors.ts';

/** A domain's configuration. Amounts of memory in bytes. */
export interface XlConfiguration {
  /** Never used again while the hypervisor runs, so it may be any number. */
  readonly id: number;
  readonly name: string;
  /** Domain-0 has none. */
  readonly uuid?: string;
  /** Not told of Domain-0. */
  readonly vcpus?: number;
  /** Of Domain-0, unless it was given a limit, more than there is. */
  readonly maximumMemory: number;
  /** What its balloon is told to leave it. */
  readonly targetMemory: number;
  readonly schedule?: XlSchedule;
  readonly disks: readonly XlDisk[];
  readonly interfaces: readonly XlInterface[];
}

/** How the domain shares the CPUs with others. */
export interface XlSchedule {
  /** 'credit2', 'credit', 'rtds' … */
  readonly scheduler: string;
  /** 1 to 65535; 256 unless set. */
  readonly weight: number;
  /** In hundredths of a CPU; 0 for none. */
  readonly cap: number;
}

export interface XlDisk {
  /** As the guest names it: 'xvda'. */
  readonly target: string;
  /** A file or device of dom0; an empty drive has none. */
  readonly source?: string;
}

export interface XlInterface {
  /** The second number of its name in dom0: of 'vif3.0' it is 0. */
  readonly device: number;
  readonly mac?: string;
  readonly bridge?: string;
}

const KIB = 1024;

/**
 * @throws HostError for what is no such JSON
 * @example parseXlListLong(stdout).map(({ id, name }) => `${id} ${name}`) // ['0 Domain-0', '34 web']
 */
export function parseXlListLong(text: string): XlConfiguration[] {
  return domainsIn(text).map(configurationOf);
}

/** As libxl writes it. Of a domain that is going, any part may be missing. */
interface Written {
  readonly domid: number;
  readonly config?: {
    readonly c_info?: { readonly name?: string; readonly uuid?: string };
    readonly b_info?: {
      readonly max_vcpus?: number;
      readonly max_memkb?: number;
      readonly target_memkb?: number;
      readonly sched_params?: { readonly sched?: string; readonly weight?: number; readonly cap?: number };
    };
    readonly disks?: readonly { readonly vdev: string; readonly pdev_path?: string }[];
    readonly nics?: readonly { readonly devid: number; readonly mac?: string; readonly bridge?: string }[];
  };
}

function domainsIn(text: string): Written[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.filter(isWritten);
  } catch {
    // said below
  }
  throw new HostError({ host: 'xen:', operation: 'read', target: 'xl list -l', stderr: 'it printed no JSON list' });
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && Number.isSafeInteger((value as Written).domid);

function configurationOf({ domid, config = {} }: Written): XlConfiguration {
  const { c_info: about = {}, b_info: built = {}, disks = [], nics = [] } = config;
  return {
    id: domid,
    name: about.name ?? '',
    ...(about.uuid !== undefined && { uuid: about.uuid }),
    ...(built.max_vcpus !== undefined && { vcpus: built.max_vcpus }),
    maximumMemory: (built.max_memkb ?? Number.NaN) * KIB,
    targetMemory: (built.target_memkb ?? Number.NaN) * KIB,
    ...(built.sched_params?.sched !== undefined && { schedule: scheduleOf(built.sched_params) }),
    disks: disks.map(({ vdev, pdev_path: source }) => ({ target: vdev, ...(source && { source }) })),
    interfaces: nics.map(({ devid, mac, bridge }) => ({
      device: devid,
      ...(mac && { mac }),
      ...(bridge && { bridge }),
    })),
  };
}

const scheduleOf = ({ sched = '', weight = Number.NaN, cap = Number.NaN }): XlSchedule => ({
  scheduler: sched,
  weight,
  cap,
});
