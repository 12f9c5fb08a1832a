/**
 * What an echo server is told, as data.
 */
import type { Duration } from '../../../core/units.ts';
import { type Checks, checkDuration, checkHost, checkOptions } from '../../check-options.ts';
import type { Placed } from '../../machine.ts';
import { checkOwnPort, checkPeers } from '../check.ts';

/** As a user writes it. */
export interface EchoServerOptions {
  /** The address to listen at; loopback (127.0.0.1) unless told. `'0.0.0.0'` and `'::'` are all that this machine has. */
  readonly host?: string;
  /** 9008 unless told, which is the port that mig_mon's "12323" is on the wire; 0: one that is free. */
  readonly port?: number;
  /** Whom it answers: addresses and networks, `['10.0.0.0/8', '192.168.1.5']`; everybody unless told. */
  readonly peers?: readonly string[];
  /** How long; until stopped unless told. */
  readonly for?: Duration;
}

/** Checked; times in s. */
export interface EchoServerSpec extends Placed {
  readonly host?: string;
  readonly port?: number;
  readonly peers?: readonly string[];
  readonly for?: number;
}

const CHECKS: Checks<EchoServerOptions, EchoServerSpec> = {
  host: checkHost,
  port: checkOwnPort,
  peers: checkPeers,
  for: checkDuration,
};

/** @throws InputError for an option that cannot be right, or that there is not */
export const echoServerSpec = (options: EchoServerOptions): EchoServerSpec => checkOptions(options, CHECKS);
