import type { InMachine } from '../../machine.ts';
import { lasting, type RunOptions } from '../../run-options.ts';
import { runTask, watchTask } from '../../task.ts';
import type { DestinationResult } from './result.ts';
import type { DestinationSecond } from './second.ts';
import { type SourceListeners, Sources } from './sources.ts';
import type { DestinationSpec } from './spec.ts';
import { type Audience, destinationTask, listenFailure } from './task.ts';

export interface DestinationRunOptions extends RunOptions<DestinationSecond>, SourceListeners {}

export async function runDestination(
  spec: DestinationSpec,
  options: DestinationRunOptions & InMachine,
  audience: Audience = { sources: new Sources(options) },
): Promise<DestinationResult> {
  const told = lasting(spec, options);
  options.signal?.throwIfAborted();
  const task = await destinationTask(told, audience);
  return runTask(task, options, options.onProgress).catch((error) => Promise.reject(listenFailure(told, error)));
}

export async function* watchDestination(
  spec: DestinationSpec,
  options: DestinationRunOptions & InMachine,
): AsyncGenerator<DestinationSecond> {
  const told = lasting(spec, options);
  const task = await destinationTask(told, { sources: new Sources(options) });
  try {
    for await (const second of watchTask(task, options)) {
      options.onProgress?.(second);
      yield second;
    }
  } catch (error) {
    throw listenFailure(told, error);
  }
}
