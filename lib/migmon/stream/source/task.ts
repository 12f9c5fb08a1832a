import type { TaskRecord, TaskSettings } from '../../../native.ts';
import { refused } from '../../attempt.ts';
import type { Task } from '../../task.ts';
import { PORT, SIZE_BYTES } from '../defaults.ts';
import { brokenOff } from '../failure.ts';
import { contentsSettings } from './contents.ts';
import { type SourceResult, sourceResult } from './result.ts';
import { type SourceSecond, sourceSecond } from './second.ts';
import type { RunnableSource } from './spec.ts';

export type SourceTask = Task<SourceSecond, SourceResult>;

export interface Connection {
  /** Of the destination, numeric. */
  readonly address: string;
  readonly onConnect?: () => void;
}

/** The native task of a source, once. */
export function sourceTask(spec: RunnableSource, { address, onConnect }: Connection): SourceTask {
  let connected = false;
  return {
    name: 'stream-source',
    settings: sourceSettings(spec, address),
    event: (record) => {
      if (record.type !== 'connected') return sourceSecond(record);
      connected = true;
      onConnect?.();
      return undefined;
    },
    result: (record, seconds) => {
      if (record.error !== undefined && !connected) throw notConnected(spec, record);
      const result = sourceResult(spec, record, seconds);
      if (record.error !== undefined) throw brokenOff(record, result);
      return result;
    },
  };
}

/** What native code is told. */
export const sourceSettings = (spec: RunnableSource, address: string): TaskSettings => ({
  host: address,
  port: spec.port ?? PORT,
  precopy: spec.precopy ?? false,
  postcopy: spec.postcopy ?? false,
  size: spec.size ?? SIZE_BYTES,
  duration: spec.for,
  channels: spec.channels,
  requested_channel: spec.preempt,
  ...contentsSettings(spec.contents ?? 'zero'),
  bandwidth: spec.bandwidth,
  requests: spec.requests,
  seed: spec.seed,
  connect_timeout: spec.connectTimeout,
});

const notConnected = ({ to, port = PORT, on }: RunnableSource, record: TaskRecord) =>
  refused(record, { operation: 'connect to', host: to, port, on, advice: ADVICE });

const ADVICE = {
  ECONNREFUSED:
    'nobody listens there; start the destination first: migmon.destination({ host }).listen(), or mig_mon vm -d',
  ETIMEDOUT: 'nobody answered; is the port open in the firewalls between?',
  EHOSTUNREACH: 'no host answers to that address',
  ENETUNREACH: 'this machine has no route to that network',
};
