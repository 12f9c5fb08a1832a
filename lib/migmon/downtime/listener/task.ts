import { resolveAddress } from '../../../host/local/resolve-address.ts';
import type { TaskRecord } from '../../../native.ts';
import { DOWNTIME_PORT, LOOPBACK } from '../defaults.ts';
import { LISTEN_ADVICE, unlessBroken } from '../failure.ts';
import { outageOf } from '../outage.ts';
import type { PreparedTask } from '../task-run.ts';
import { type ListenerEvent, type ListenerResult, listenerResult } from './result.ts';
import { listenerSecond } from './second.ts';
import type { ListenerSpec } from './spec.ts';

/** The native task of a listener. @throws HostError where nothing has the name to listen at */
export async function listenerTask(
  spec: ListenerSpec,
  onListening: (port: number) => void = () => {},
): Promise<PreparedTask<ListenerEvent, ListenerResult>> {
  const { host = LOOPBACK, port = DOWNTIME_PORT, peers, every, outage, log } = spec;
  const address = await resolveAddress(host);
  const event = (record: TaskRecord) => {
    if (record.type === 'listening') return void onListening(record.port as number);
    return record.type === 'outage' ? outageOf(record) : listenerSecond(record);
  };
  return {
    name: 'listener',
    settings: {
      address,
      port,
      peers: peers?.join(' '),
      interval: every,
      least_outage: outage,
      log,
      duration: spec.for,
    },
    event: (record) => event(record) ?? undefined,
    result: (record, events) => unlessBroken(record, listenerResult(spec, record, events)),
    attempt: { operation: 'listen at', host, port, on: spec.on, advice: LISTEN_ADVICE },
  };
}
