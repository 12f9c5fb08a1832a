/**
 * What a migration's destination is told, as data.
 */
import type { Duration, Size } from '../../../core/units.ts';
import { type Checks, checkDuration, checkHost, checkOptions, checkSeed, checkWhole } from '../../check-options.ts';
import type { Placed } from '../../machine.ts';
import { checkRequests, checkSize } from '../check.ts';
import { pagesOf } from '../defaults.ts';
import { checkFaults, type Faults } from './faults.ts';

/** As a user writes it. */
export interface DestinationOptions {
  /** The address to listen at; loopback (127.0.0.1) unless told. `'0.0.0.0'` and `'::'` are all that this machine has. */
  readonly host?: string;
  /** 12323 unless told, as mig_mon; 0: one that is free. */
  readonly port?: number;
  /** Of the emulated VM; 1 TiB unless told. Tell both ends the same: who sends what is not within it is disconnected. */
  readonly size?: Size;
  /** Page requests in flight, where the source does not say; 1 unless told. */
  readonly requests?: number;
  /** Which pages to request, in place of random ones: a file of one page index or address a line, or page indexes. */
  readonly faults?: Faults;
  /** How long, for all sources together; until stopped unless told. */
  readonly for?: Duration;
  /** Of the random pages. */
  readonly seed?: number;
}

/** Checked, in base units: bytes, s. */
export interface DestinationSpec extends Placed {
  readonly host?: string;
  readonly port?: number;
  readonly size?: number;
  readonly requests?: number;
  readonly faults?: string | readonly number[];
  readonly for?: number;
  readonly seed?: number;
}

/** @throws InputError for an option that cannot be right, or that there is not */
export function destinationSpec(options: DestinationOptions): DestinationSpec {
  const pages = pagesOf({ size: options.size === undefined ? undefined : checkSize(options.size) });
  const checks: Checks<DestinationOptions, DestinationSpec> = {
    host: checkHost,
    port: checkWhole({ what: 'a TCP port, or 0 for any,', least: 0, most: 65_535 }),
    size: checkSize,
    requests: checkRequests,
    faults: (faults) => checkFaults(faults, pages),
    for: checkDuration,
    seed: checkSeed,
  };
  return checkOptions(options, checks);
}
