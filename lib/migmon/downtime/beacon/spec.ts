/**
 * What a beacon is told, as data.
 */
import type { Duration } from '../../../core/units.ts';
import { type Checks, checkDuration, checkHost, checkOptions } from '../../check-options.ts';
import type { Placed } from '../../machine.ts';
import { checkInterval, checkPort } from '../check.ts';

/** As a user writes it. */
export interface BeaconOptions {
  /** Of the listener; 9008 unless told, which is the port that mig_mon's "12323" is on the wire. */
  readonly port?: number;
  /** Between two sends, 100 µs at least; 1 s unless told, as mig_mon. */
  readonly every?: Duration;
  /** How long; until stopped unless told. */
  readonly for?: Duration;
}

/** Checked; times in s. */
export interface BeaconSpec extends Placed {
  readonly host: string;
  readonly port?: number;
  readonly every?: number;
  readonly for?: number;
}

const CHECKS: Checks<BeaconOptions, BeaconSpec> = { port: checkPort, every: checkInterval, for: checkDuration };

/** @throws InputError for an option that cannot be right, or that there is not */
export const beaconOptions = (options: BeaconOptions): Omit<BeaconSpec, 'host'> => checkOptions(options, CHECKS);

/** @throws InputError as `beaconOptions`, and for a host that is none */
export const beaconSpec = (host: string, options: BeaconOptions): BeaconSpec => ({
  host: checkHost(host),
  ...beaconOptions(options),
});
