/**
 * Readies both sides, and lets the source begin.
 */
import { HostError } from '../../../core/errors.ts';
import { freePort } from '../../../host/local/free-port.ts';
import type { Listening } from '../../migration/options.ts';
import type { MigrationSpec } from '../../migration/spec.ts';
import type { QemuDomain } from '../domain.ts';
import { blocktimeCommand, type Command, settingCommands } from './settings.ts';
import { queryMigration, type Sides } from './sides.ts';

/** Of this machine alone. Port 0: the kernel chooses one that is free. */
const LISTEN_AT = 'tcp:127.0.0.1:0';

/** @throws HostError where a side refuses what it is told */
export async function begin({ source, destination }: Sides, spec: MigrationSpec): Promise<void> {
  for (const command of settingCommands(spec)) for (const side of [destination, source]) await tell(side, command);
  await tell(destination, blocktimeCommand(spec.mode !== 'precopy')).catch(() => undefined);
  await destination.qmp.execute('migrate-incoming', { uri: LISTEN_AT });
  const { through = unchanged } = spec;
  await source.qmp.execute('migrate', { uri: uriOf(await through(await listening(destination))) });
}

/**
 * A migration in its second half whose link broke goes on over a new one. The destination may be held up by a page that it misses: so it is told out of band,
 * and the port is chosen for it, as it cannot be asked for it.
 */
export async function beginAgain(
  { source, destination }: Sides,
  { through = unchanged }: MigrationSpec,
): Promise<void> {
  const at = { host: '127.0.0.1', port: await freePort() };
  await destination.qmp.execute('migrate-recover', { uri: uriOf(at) }, { outOfBand: true });
  await source.qmp.execute('migrate', { uri: uriOf(await through(at)), resume: true });
}

const tell = ({ qmp }: QemuDomain, { command, arguments: args }: Command): Promise<unknown> =>
  qmp.execute(command, args);

const unchanged = (listening: Listening): Listening => listening;

const uriOf = ({ host, port }: Listening): string => `tcp:${host}:${port}`;

async function listening(destination: QemuDomain): Promise<Listening> {
  const address = (await queryMigration(destination))['socket-address']?.[0];
  if (address) return { host: address.host, port: Number(address.port) };
  const stderr = 'it does not tell the port that it listens at';
  throw new HostError({ host: 'local:', operation: 'reach', target: destination.name, stderr });
}
