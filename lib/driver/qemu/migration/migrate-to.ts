import { InputError } from '../../../core/errors.ts';
import type { Domain, MigrationTarget } from '../../driver.ts';
import type { MigrationRunOptions } from '../../migration/options.ts';
import type { MigrationResult } from '../../migration/result.ts';
import type { QemuDomain } from '../domain.ts';
import type { QemuParts } from '../files.ts';
import { runMigration } from './run.ts';

/** As runMigration, to what a target names. @throws InputError where that is no machine of QEMU's */
export async function migrateTo(
  parts: QemuParts & { readonly source: QemuDomain },
  { domain }: MigrationTarget,
  options?: MigrationRunOptions,
): Promise<MigrationResult> {
  if (!domain || !isOfQemu(domain)) throw noDestination(domain?.name);
  return runMigration(parts, { source: parts.source, destination: domain }, options);
}

const isOfQemu = (domain: Domain): domain is QemuDomain => 'qmp' in domain;

const noDestination = (received?: string): InputError =>
  new InputError({ expected: 'a domain of QEMU to move to, started with incoming and paused', received });
