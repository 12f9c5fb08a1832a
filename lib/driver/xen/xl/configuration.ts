/**
 * A domain's configuration, as libxl writes it in JSON. Source: libxl_types.idl of Xen 4.17.
 */

/** Amounts of memory in bytes. */
export interface XlConfiguration {
  readonly name: string;
  /** Domain-0 has none. */
  readonly uuid?: string;
  /** At most; not told of Domain-0. */
  readonly vcpus?: number;
  /** Of Domain-0, unless it was given a limit, more than there is. */
  readonly maximumMemory: number;
  /** What its balloon is told to leave it. */
  readonly targetMemory: number;
  /** Not told of one that does not run. */
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

/** As libxl writes it. Of a domain that is going, any part may be missing. */
export interface WrittenConfiguration {
  readonly c_info?: { readonly name?: string; readonly uuid?: string };
  readonly b_info?: {
    readonly max_vcpus?: number;
    readonly max_memkb?: number;
    readonly target_memkb?: number;
    readonly sched_params?: { readonly sched?: string; readonly weight?: number; readonly cap?: number };
  };
  readonly disks?: readonly { readonly vdev: string; readonly pdev_path?: string }[];
  readonly nics?: readonly { readonly devid: number; readonly mac?: string; readonly bridge?: string }[];
}

const KIB = 1024;

/** @example configurationOf(JSON.parse(stdout)).name // 'web' */
export function configurationOf(written: WrittenConfiguration): XlConfiguration {
  const { c_info: about = {}, b_info: built = {}, disks = [], nics = [] } = written;
  return {
    name: about.name ?? '',
    ...(about.uuid !== undefined && { uuid: about.uuid }),
    ...(built.max_vcpus !== undefined && { vcpus: built.max_vcpus }),
    maximumMemory: (built.max_memkb ?? Number.NaN) * KIB,
    targetMemory: (built.target_memkb ?? Number.NaN) * KIB,
    ...(built.sched_params?.sched !== undefined && { schedule: scheduleOf(built.sched_params) }),
    disks: disks.map(({ vdev, pdev_path: source }) => ({ target: vdev, ...(source && { source }) })),
    interfaces: nics.map(interfaceOf),
  };
}

const scheduleOf = ({ sched = '', weight = Number.NaN, cap = Number.NaN }): XlSchedule => ({
  scheduler: sched,
  weight,
  cap,
});

const interfaceOf = ({ devid, mac, bridge }: { devid: number; mac?: string; bridge?: string }): XlInterface => ({
  device: devid,
  ...(mac && { mac }),
  ...(bridge && { bridge }),
});
