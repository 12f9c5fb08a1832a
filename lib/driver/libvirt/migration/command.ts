/**
 * A migration as virsh is told. Source: virsh(1), `migrate`.
 */
import type { MigrationSpec } from '../../migration/spec.ts';
import type { LibvirtTarget } from './target.ts';

export interface Route {
  readonly uuid: string;
  readonly target: LibvirtTarget;
  /** It is defined at the source, where it would be there again once it is off. */
  readonly isPersistent: boolean;
}

const MIB = 2 ** 20;

/** libvirt takes whole MiB/s; 0 is no limit. */
export const wholeMebibytes = (rate: number): number => (rate === 0 ? 0 : Math.max(1, Math.floor(rate / MIB)) * MIB);

/**
 * Its definition goes with it, as in virt-manager: what was defined here is defined there and here no more, and what was not is nowhere.
 *
 * @example migrateCommand(route, migrationSpec()) // ['migrate', uuid, 'qemu+ssh://node2/system', '--live', …]
 */
export const migrateCommand = ({ uuid, target, isPersistent }: Route, spec: MigrationSpec): string[] => [
  ...['migrate', uuid, target.uri.text, '--live'],
  ...(target.tunnelled ? ['--p2p', '--tunnelled'] : []),
  ...(isPersistent ? ['--persistent', '--undefinesource'] : []),
  ...option('--migrateuri', target.address),
  ...option('--dname', target.name),
  ...bandwidth('--bandwidth', spec.bandwidth),
  ...(spec.mode === 'precopy' ? [] : ['--postcopy', ...bandwidth('--postcopy-bandwidth', spec.postcopyBandwidth)]),
  ...(spec.channels === undefined ? [] : ['--parallel', '--parallel-connections', String(spec.channels)]),
  ...(spec.compression === undefined ? [] : ['--compressed', '--comp-methods', spec.compression]),
  ...(spec.autoConverge ? ['--auto-converge'] : []),
];

const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);

const bandwidth = (name: string, rate: number): string[] =>
  rate === 0 ? [] : [name, String(wholeMebibytes(rate) / MIB)];
