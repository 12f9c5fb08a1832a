import { InputError } from '../core/errors.ts';
import type { RunsTasks } from '../load/place/task-place.ts';

/** What `.on()` was given. @throws InputError for what is no VM */
export function checkMachine(received: RunsTasks): RunsTasks {
  if (typeof received?.taskPlace === 'function') return received;
  throw new InputError({ expected: "a VM, as lab.vm('vm1')", received });
}

/** Where a run is; in this process unless told. */
export interface InMachine {
  readonly on?: RunsTasks;
}

/** A call's options, and where it is to run. They may be an AbortController, whose signal a spread leaves out. */
export const inMachine = <Options extends { readonly signal?: AbortSignal }>(
  options: Options,
  on?: RunsTasks,
): Options & InMachine => ({ ...options, signal: options.signal, on });

/** What a spec says of that. */
export interface Placed {
  /** The VM, by name. */
  readonly on?: string;
}
