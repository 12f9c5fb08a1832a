/**
 * What a downtime measurement is told, as data.
 */
import type { Duration } from '../../../core/units.ts';
import { type Checks, checkDuration, checkHost, checkOptions } from '../../check-options.ts';
import type { Placed } from '../../machine.ts';
import { checkInterval, checkLog, checkOutage, checkPort } from '../check.ts';

/** As a user writes it. */
export interface DowntimeOptions {
  /** Of the echo server; 9008 unless told, which is the port that mig_mon's "12323" is on the wire. */
  readonly port?: number;
  /** Between two requests, 100 µs at least; 1 s unless told, as mig_mon. */
  readonly every?: Duration;
  /** The least length that is told of as an outage; every one unless told. */
  readonly outage?: Duration;
  /** A file for mig_mon's spike log. */
  readonly log?: string;
  /** How long; until stopped unless told. */
  readonly for?: Duration;
}

/** Checked; times in s. */
export interface DowntimeSpec extends Placed {
  readonly guest: string;
  readonly port?: number;
  readonly every?: number;
  readonly outage?: number;
  readonly log?: string;
  readonly for?: number;
}

const CHECKS: Checks<DowntimeOptions, DowntimeSpec> = {
  port: checkPort,
  every: checkInterval,
  outage: checkOutage,
  log: checkLog,
  for: checkDuration,
};

/** @throws InputError for an option that cannot be right, or that there is not */
export const downtimeOptions = (options: DowntimeOptions): Omit<DowntimeSpec, 'guest'> => checkOptions(options, CHECKS);

/** @throws InputError as `downtimeOptions`, and for a guest that is no host */
export const downtimeSpec = (guest: string, options: DowntimeOptions): DowntimeSpec => ({
  guest: checkHost(guest),
  ...downtimeOptions(options),
});
