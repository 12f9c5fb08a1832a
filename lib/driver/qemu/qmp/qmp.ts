import type { CallOptions } from './call.ts';
import type { QmpEvent } from './message.ts';

/** QEMU's monitor, as a client sees it: commands with replies, and events. */
export interface Qmp extends AsyncDisposable {
  /** Of QEMU: '10.0.2'. */
  readonly version: string;
  /**
   * Runs one command. Any number may be under way.
   *
   * @param timeout s; 20 unless told
   * @returns its `return`
   * @throws HostError with QEMU's class as errno and its sentence; 'ETIMEDOUT'; 'ECONNRESET' where QEMU ends
   * @throws the signal's reason: the command may have been carried out all the same
   * @example await qmp.execute('query-status') // { status: 'running', running: true }
   */
  execute<Value = unknown>(command: string, args?: object, options?: QmpCallOptions): Promise<Value>;
  /** Events from this call on, also those that come before the first is asked for. Ends with the connection, or the signal. */
  events(signal?: AbortSignal): AsyncIterable<QmpEvent>;
  /** Calls at each event, at once. @returns how to end that */
  onEvent(listener: (event: QmpEvent) => void): () => void;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly ended: Promise<void>;
}

export interface QmpCallOptions extends CallOptions {
  /** For the few commands that QEMU carries out even while its main thread is held up, as by a page that postcopy misses. */
  readonly outOfBand?: boolean;
}
