/**
 * A migration as what QEMU is told. All of it is told each time: a machine that has come by a migration keeps what was told for that.
 * Source: qemu/qapi/migration.json.
 */
import type { MigrationSpec } from '../../migration/spec.ts';

export interface Command {
  readonly command: string;
  readonly arguments: object;
}

/** Of both sides alike, in their order. */
export const settingCommands = (spec: MigrationSpec): Command[] => [
  { command: 'migrate-set-capabilities', arguments: { capabilities: capabilities(spec) } },
  { command: 'migrate-set-parameters', arguments: parameters(spec) },
];

/** With a return path the source has not completed before the destination has told that all came well. */
const capabilities = ({ mode, channels, compression, autoConverge }: MigrationSpec) =>
  listed({
    events: true,
    'return-path': true,
    'postcopy-ram': mode !== 'precopy',
    multifd: channels !== undefined,
    xbzrle: compression === 'xbzrle',
    'auto-converge': autoConverge,
  });

/** Only the destination can: and not every kernel lets it. */
export const blocktimeCommand = (on: boolean): Command => ({
  command: 'migrate-set-capabilities',
  arguments: { capabilities: listed({ 'postcopy-blocktime': on }) },
});

/** The guest's new place is told to the network as soon as it runs, where QEMU by itself waits for 50 ms. */
const parameters = ({ bandwidth, postcopyBandwidth, downtimeLimit, channels, compression }: MigrationSpec) => ({
  'max-bandwidth': Math.round(bandwidth),
  'max-postcopy-bandwidth': Math.round(postcopyBandwidth),
  'downtime-limit': Math.round(downtimeLimit * 1000),
  'announce-initial': 0,
  'multifd-channels': channels ?? 2,
  'multifd-compression': compression === undefined || compression === 'xbzrle' ? 'none' : compression,
});

const listed = (flags: Readonly<Record<string, boolean>>) =>
  Object.entries(flags).map(([capability, state]) => ({ capability, state }));
