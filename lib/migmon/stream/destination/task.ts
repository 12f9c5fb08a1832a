import { HostError } from '../../../core/errors.ts';
import { resolveAddress } from '../../../host/local/resolve-address.ts';
import type { TaskSettings } from '../../../native.ts';
import { refused, refusedWith } from '../../attempt.ts';
import type { Task } from '../../task.ts';
import { PORT, pagesOf, SIZE_BYTES } from '../defaults.ts';
import { brokenOff } from '../failure.ts';
import { readFaults } from './faults.ts';
import { type DestinationResult, destinationResult } from './result.ts';
import type { DestinationSecond } from './second.ts';
import type { Sources } from './sources.ts';
import type { DestinationSpec } from './spec.ts';

export type DestinationTask = Task<DestinationSecond, DestinationResult>;

/** Who wants to know what the task tells besides its seconds. */
export interface Audience {
  readonly sources: Sources;
  readonly onListening?: (port: number) => void;
}

/** The native task of a destination, once. @throws HostError, InputError of its address and its file of faults */
export async function destinationTask(
  spec: DestinationSpec,
  { sources, onListening }: Audience,
): Promise<DestinationTask> {
  const settings = await destinationSettings(spec);
  let listening = false;
  return {
    name: 'stream-destination',
    settings,
    event: (record) => {
      if (record.type !== 'listening') return sources.tell(record);
      listening = true;
      onListening?.(record.port as number);
      return undefined;
    },
    result: (record, seconds) => {
      if (record.error !== undefined && !listening) throw refused(record, attemptOf(spec));
      const result = destinationResult(spec, record, { seconds, sources: sources.results() });
      if (record.error !== undefined) throw brokenOff(record, result);
      return result;
    },
  };
}

/** What native code is told. */
async function destinationSettings(spec: DestinationSpec): Promise<TaskSettings> {
  const { host = LOOPBACK, port = PORT, size = SIZE_BYTES, requests, seed, faults } = spec;
  const pages = faults === undefined ? undefined : await readFaults(faults, pagesOf(spec));
  return { host: await resolveAddress(host), port, size, requests, faults: pages, duration: spec.for, seed };
}

/** What the system refused before the task could run, in the user's words. */
export function listenFailure(spec: DestinationSpec, error: unknown): unknown {
  if (!(error instanceof HostError && error.operation === 'start')) return error;
  return refusedWith(error.errno, error.stderr ?? '', attemptOf(spec));
}

const attemptOf = ({ host = LOOPBACK, port = PORT, on }: DestinationSpec) => ({
  operation: 'listen at',
  host,
  port,
  on,
  advice: ADVICE,
});

const LOOPBACK = '127.0.0.1';

const ADVICE = {
  EADDRINUSE: 'somebody listens there already (another destination, or mig_mon?); end that, or choose another port',
  EADDRNOTAVAIL: 'no interface of this machine has that address',
  EACCES: 'only root may listen at ports below 1024',
};
