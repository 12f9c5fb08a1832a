import { resolveAddress } from '../../../host/local/resolve-address.ts';
import { DOWNTIME_PORT, INTERVAL_SECONDS } from '../defaults.ts';
import { SEND_ADVICE, unlessBroken } from '../failure.ts';
import type { PreparedTask } from '../task-run.ts';
import { type BeaconResult, type BeaconSecond, beaconResult, beaconSecond } from './result.ts';
import type { BeaconSpec } from './spec.ts';

/** The native task of a beacon. @throws HostError where nothing has the listener's name */
export async function beaconTask(spec: BeaconSpec): Promise<PreparedTask<BeaconSecond, BeaconResult>> {
  const { host, port = DOWNTIME_PORT, every = INTERVAL_SECONDS } = spec;
  const address = await resolveAddress(host);
  return {
    name: 'beacon',
    settings: { address, port, interval: every, duration: spec.for },
    event: beaconSecond,
    result: (record, seconds) => unlessBroken(record, beaconResult(spec, record, seconds)),
    attempt: { operation: 'send to', host, port, on: spec.on, advice: SEND_ADVICE },
  };
}
