import type { QmpEvent } from '../qmp/message.ts';

/** What both sides said while the guest moved. Their times are of one clock where both run on one machine. */
export interface BothEvents {
  readonly source: readonly QmpEvent[];
  readonly destination: readonly QmpEvent[];
}

/** How long the guest ran nowhere: from STOP at the source to RESUME at the destination, in s; NaN where it did not move, or was paused. */
export function outageOf({ source, destination }: BothEvents): number {
  const stopped = source.filter(({ name }) => name === 'STOP').at(-1);
  const resumed = destination.find(({ name }) => name === 'RESUME');
  return stopped && resumed ? resumed.at - stopped.at : Number.NaN;
}
