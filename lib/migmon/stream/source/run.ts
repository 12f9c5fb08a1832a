import { resolveAddress } from '../../../host/local/resolve-address.ts';
import type { InMachine } from '../../machine.ts';
import { lasting, type RunOptions } from '../../run-options.ts';
import { runTask, watchTask } from '../../task.ts';
import type { SourceResult } from './result.ts';
import type { SourceSecond } from './second.ts';
import { checkRunnable, type SourceSpec } from './spec.ts';
import { type SourceTask, sourceTask } from './task.ts';

export interface SourceRunOptions extends RunOptions<SourceSecond> {
  /** Called once the destination has taken all connections. */
  readonly onConnect?: () => void;
}

export async function runSource(spec: SourceSpec, options: SourceRunOptions & InMachine): Promise<SourceResult> {
  return runTask(await prepared(spec, options), options, options.onProgress);
}

export async function* watchSource(
  spec: SourceSpec,
  options: SourceRunOptions & InMachine,
): AsyncGenerator<SourceSecond> {
  for await (const second of watchTask(await prepared(spec, options), options)) {
    options.onProgress?.(second);
    yield second;
  }
}

async function prepared(spec: SourceSpec, { signal, onConnect, ...options }: SourceRunOptions): Promise<SourceTask> {
  const runnable = checkRunnable(lasting(spec, options));
  signal?.throwIfAborted();
  return sourceTask(runnable, { address: await resolveAddress(runnable.to), onConnect });
}
