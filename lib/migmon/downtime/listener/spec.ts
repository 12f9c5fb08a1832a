/**
 * What a listener is told, as data.
 */
import type { Duration } from '../../../core/units.ts';
import { type Checks, checkDuration, checkHost, checkOptions } from '../../check-options.ts';
import type { Placed } from '../../machine.ts';
import { checkInterval, checkLog, checkOutage, checkOwnPort, checkPeers } from '../check.ts';

/** As a user writes it. */
export interface ListenerOptions {
  /** The address to listen at; loopback (127.0.0.1) unless told. `'0.0.0.0'` and `'::'` are all that this machine has. */
  readonly host?: string;
  /** 9008 unless told, which is the port that mig_mon's "12323" is on the wire; 0: one that is free. */
  readonly port?: number;
  /** Whom it listens to: addresses and networks; the first that is heard unless told. */
  readonly peers?: readonly string[];
  /** The beacon's interval; unless told, the time between its first two sends, or of mig_mon's between their arrivals. */
  readonly every?: Duration;
  /** The least length that is told of as an outage; every one unless told. */
  readonly outage?: Duration;
  /** A file for mig_mon's spike log. */
  readonly log?: string;
  /** How long; until stopped unless told. */
  readonly for?: Duration;
}

/** Checked; times in s. */
export interface ListenerSpec extends Placed {
  readonly host?: string;
  readonly port?: number;
  readonly peers?: readonly string[];
  readonly every?: number;
  readonly outage?: number;
  readonly log?: string;
  readonly for?: number;
}

const CHECKS: Checks<ListenerOptions, ListenerSpec> = {
  host: checkHost,
  port: checkOwnPort,
  peers: checkPeers,
  every: checkInterval,
  outage: checkOutage,
  log: checkLog,
  for: checkDuration,
};

/** @throws InputError for an option that cannot be right, or that there is not */
export const listenerSpec = (options: ListenerOptions): ListenerSpec => checkOptions(options, CHECKS);
