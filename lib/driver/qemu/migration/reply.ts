/** What `query-migrate` tells, as much of it as is used. Source: qemu/qapi/migration.json, MigrationInfo. */
export interface MigrationReply {
  readonly status?: MigrationStatus;
  /** ms */
  readonly 'total-time'?: number;
  readonly 'setup-time'?: number;
  readonly downtime?: number;
  readonly 'error-desc'?: string;
  readonly 'cpu-throttle-percentage'?: number;
  readonly ram?: RamReply;
  /** Of a destination. */
  readonly 'socket-address'?: readonly { readonly host: string; readonly port: string }[];
  /** ms; of a destination that was told `postcopy-blocktime`. */
  readonly 'postcopy-blocktime'?: number;
  /** ns, from QEMU 10.1 on. */
  readonly 'postcopy-latency'?: number;
}

interface RamReply {
  /** bytes */
  readonly transferred: number;
  readonly remaining: number;
  readonly total: number;
  readonly 'page-size': number;
  /** Pages a second, of the pass before. */
  readonly 'dirty-pages-rate': number;
  readonly 'dirty-sync-count': number;
  /** 10⁶ bits a second */
  readonly mbps: number;
  readonly 'postcopy-requests'?: number;
}

export type MigrationStatus =
  | 'none'
  | 'setup'
  | 'cancelling'
  | 'cancelled'
  | 'active'
  | 'pre-switchover'
  | 'device'
  | 'postcopy-device'
  | 'postcopy-active'
  | 'postcopy-paused'
  | 'postcopy-recover-setup'
  | 'postcopy-recover'
  | 'completed'
  | 'failed'
  | 'colo'
  | 'wait-unplug';

/** The migration is over, one way or another. */
export const isOver = (status: MigrationStatus | undefined): boolean =>
  status !== undefined && ['none', 'completed', 'failed', 'cancelled'].includes(status);
