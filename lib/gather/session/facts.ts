import { hostFacts } from '../../host/local/facts.ts';
import { versions } from '../../host/local/versions.ts';
import { nativeIfBuilt } from '../../native.ts';
import type { ClockFacts, Manifest } from './manifest.ts';

/** Where and with what something is gathered, for who reads it elsewhere. */
export type GatherFacts = Pick<Manifest, 'uri' | 'host' | 'hostName' | 'versions' | 'clock'>;

/** @example factsFor('local:', 'node1').hostName // 'node1' */
export const factsFor = (uri: string, hostName: string): GatherFacts => ({
  uri,
  host: hostFacts(),
  hostName,
  versions: versions(),
  clock: clockFacts(),
});

function clockFacts(): ClockFacts {
  const clock = nativeIfBuilt()?.wallClock();
  return { synchronized: clock?.synchronized ?? null, maximumError: clock?.maximumError ?? null };
}
