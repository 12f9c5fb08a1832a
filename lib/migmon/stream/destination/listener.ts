import { type Listening, openListening } from '../../listening.ts';
import type { InMachine } from '../../machine.ts';
import type { DestinationResult } from './result.ts';
import { type DestinationRunOptions, runDestination } from './run.ts';
import type { DestinationSecond } from './second.ts';
import { type SourceOutcome, Sources } from './sources.ts';
import type { DestinationSpec } from './spec.ts';

/** A destination that listens, until it is closed, its time is over, `signal` or Ctrl-C; it tells each second of each source. */
export interface DestinationListener extends Listening<DestinationSecond, DestinationResult> {
  /** What came from each source, in all or so far. */
  results(): readonly SourceOutcome[];
}

export async function listen(
  spec: DestinationSpec,
  options: DestinationRunOptions & InMachine,
): Promise<DestinationListener> {
  const sources = new Sources(options);
  const listening = await openListening<DestinationSecond, DestinationResult>(
    ({ onListening, ...run }) => runDestination(spec, { ...options, ...run }, { sources, onListening }),
    options,
  );
  return { ...listening, results: () => sources.results() };
}
