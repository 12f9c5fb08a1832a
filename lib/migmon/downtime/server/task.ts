import { resolveAddress } from '../../../host/local/resolve-address.ts';
import { DOWNTIME_PORT, LOOPBACK } from '../defaults.ts';
import { LISTEN_ADVICE, unlessBroken } from '../failure.ts';
import type { PreparedTask } from '../task-run.ts';
import { type EchoServerResult, echoServerResult } from './result.ts';
import { type EchoSecond, echoSecond } from './second.ts';
import type { EchoServerSpec } from './spec.ts';

/** The native task of an echo server. @throws HostError where nothing has the name to listen at */
export async function echoServerTask(
  spec: EchoServerSpec,
  onListening: (port: number) => void = () => {},
): Promise<PreparedTask<EchoSecond, EchoServerResult>> {
  const { host = LOOPBACK, port = DOWNTIME_PORT, peers } = spec;
  const address = await resolveAddress(host);
  return {
    name: 'echo-server',
    settings: { address, port, peers: peers?.join(' '), duration: spec.for },
    event: (record) =>
      (record.type === 'listening' ? onListening(record.port as number) : echoSecond(record)) ?? undefined,
    result: (record, seconds) => unlessBroken(record, echoServerResult(spec, record, seconds)),
    attempt: { operation: 'listen at', host, port, on: spec.on, advice: LISTEN_ADVICE },
  };
}
