import { startTask } from '../../../lib/load/place/start-task.ts';
import { type Latency, latencyOf } from '../../../lib/migmon/latency.ts';
import type { Background, TaskRecord, TaskSettings } from '../../../lib/native.ts';

/** What the two ends of a stream say of it. */
export interface Stream {
  /** bytes/s, as the destination counted them */
  readonly rate: number;
  readonly latency: Latency;
  /** Of either end; empty: none. */
  readonly error: string;
}

/** Runs our source to our destination for so many seconds. */
export async function ourStream(settings: TaskSettings, duration: number): Promise<Stream> {
  const destination = await ourDestination();
  const source = await ourSource(destination.port, settings, duration);
  const stream = await destination.end();
  return { ...stream, error: String(source.error ?? stream.error) };
}

/** @throws what the source cannot start with */
export const ourSource = (port: number, settings: TaskSettings, duration: number): Promise<TaskRecord> =>
  startTask('stream-source', { host: '127.0.0.1', port, ...settings, duration }, () => {}).done;

export interface OurDestination {
  readonly port: number;
  /** Ends it. What it says is of the first source. */
  end(): Promise<Stream>;
}

export async function ourDestination(): Promise<OurDestination> {
  let last: TaskRecord = {};
  let listening = (_: number) => {};
  const port = new Promise<number>((resolve) => {
    listening = resolve;
  });
  const task: Background<TaskRecord> = startTask('stream-destination', { port: 0 }, (record) => {
    if (record.type === 'listening') listening(record.port as number);
    if (record.type === 'disconnected') last = record;
  });
  return {
    port: await port,
    async end() {
      task.stop();
      await task.done;
      const { bytes, elapsed, error } = last;
      return { rate: Number(bytes) / Number(elapsed), latency: latencyOf(last, 'latency'), error: String(error ?? '') };
    },
  };
}
