import { anySignal } from '../../../core/any-signal.ts';
import { monotonic, NS_PER_SECOND } from '../../../core/clock.ts';
import { resolvers } from '../../../core/resolvers.ts';
import type { FleetRecording } from '../../../record/fleet/recording.ts';
import type { FleetStep } from '../../../record/fleet/step.ts';
import { RESOURCES } from '../../../trace/trace.ts';
import type { CollectorContext } from '../../collector/collector.ts';

/** A recording that is made meanwhile: who ends it waits for the step to be complete, so that what was used in it is known. */
export class Recording {
  bytes = 0;
  private readonly stop = new AbortController();
  private readonly running: Promise<FleetRecording>;
  private readonly limit: number;
  private readonly interval: number;
  private step = resolvers<void>();
  private fullSince?: bigint;

  constructor({ lab, wanted, interval, limit, signal }: CollectorContext) {
    this.limit = limit;
    this.interval = interval;
    this.running = lab
      .record({ vms: wanted, interval })
      .run({ signal: anySignal(this.stop.signal, signal), onProgress: (step) => this.took(step) });
    this.running.catch(() => undefined);
  }

  /** Settles with the end of the step that is being recorded. @throws what the recording failed with */
  nextStep(): Promise<void> {
    return Promise.race([this.step.promise, this.running.then(() => undefined)]);
  }

  /** @throws what it failed with */
  async end(): Promise<FleetRecording> {
    this.stop.abort(new Error('the run has ended'));
    return await this.running;
  }

  /** Steps that would have come since it was full. */
  get dropped(): number {
    if (this.fullSince === undefined) return 0;
    return Math.floor(Number(monotonic() - this.fullSince) / NS_PER_SECOND / this.interval);
  }

  private took({ vms }: FleetStep): void {
    this.bytes += vms.length * RESOURCES.length * Float64Array.BYTES_PER_ELEMENT;
    if (this.bytes > this.limit && this.fullSince === undefined) this.full();
    this.step.resolve();
    this.step = resolvers<void>();
  }

  private full(): void {
    this.fullSince = monotonic();
    this.stop.abort(new Error('its memory is full'));
  }
}
