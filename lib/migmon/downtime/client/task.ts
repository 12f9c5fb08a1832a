import { resolveAddress } from '../../../host/local/resolve-address.ts';
import { DOWNTIME_PORT, INTERVAL_SECONDS } from '../defaults.ts';
import { SEND_ADVICE, unlessBroken } from '../failure.ts';
import { outageOf } from '../outage.ts';
import type { PreparedTask } from '../task-run.ts';
import { type DowntimeEvent, type DowntimeResult, downtimeResult } from './result.ts';
import { downtimeSecond } from './second.ts';
import type { DowntimeSpec } from './spec.ts';

/** The native task of a downtime measurement. @throws HostError where nothing has the guest's name */
export async function downtimeTask(spec: DowntimeSpec): Promise<PreparedTask<DowntimeEvent, DowntimeResult>> {
  const { guest, port = DOWNTIME_PORT, every = INTERVAL_SECONDS, outage, log } = spec;
  const address = await resolveAddress(guest);
  return {
    name: 'echo-client',
    settings: { address, port, interval: every, least_outage: outage, log, duration: spec.for },
    event: (record) => (record.type === 'outage' ? outageOf(record) : downtimeSecond(record)),
    result: (record, events) => unlessBroken(record, downtimeResult(spec, record, events)),
    attempt: { operation: 'send to', host: guest, port, on: spec.on, advice: SEND_ADVICE },
  };
}
