import type { Duration } from '../core/units.ts';
import { checkDuration } from './check-options.ts';

export interface RunOptions<Event> {
  /** Ends it; the result is complete up to then. */
  readonly signal?: AbortSignal;
  /** How long, in place of what `.for()` said. */
  readonly for?: Duration;
  /** Called with each event as it comes. */
  readonly onProgress?: (event: Event) => void;
}

/** A spec with the length that the call says, if it says one. */
export const lasting = <Spec extends { readonly for?: number }>(
  spec: Spec,
  { for: duration }: { readonly for?: Duration },
): Spec => (duration === undefined ? spec : { ...spec, for: checkDuration(duration) });
