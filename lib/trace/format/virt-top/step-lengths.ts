/**
 * The true length of each step. virt-top does not write it, but `CPU (ns)` is of the step and `%CPU` of the step and all
 * physical CPUs, so their ratio tells it to 12 digits. A tool that assumes 1 s is wrong by as much as the sampling was late.
 *
 * All domains of a row share one step. Its length is taken from the domain with the largest CPU use, whose digits weigh most.
 * A row without CPU use falls back on Time (whole seconds: rows within one second share it), then on the interval that the
 * user gave, then on the mean of the file's other steps; each is counted as a repair.
 */
import { InputError } from '../../../core/errors.ts';
import { GrowingColumn } from '../../growing-column.ts';
import type { Place, RepairLog } from '../repairs.ts';
import { elapsed } from './clock.ts';

/** What one row tells of its step. */
export interface StepClue {
  /** Its length by CPU use, in s; NaN without; 0 for the row that only marks the start. */
  readonly byCpu: number;
  /** Seconds since midnight, or NaN. */
  readonly time: number;
  readonly line: number;
}

export interface StepLengthContext {
  readonly file: string;
  readonly repairs: RepairLog;
  /** The user's `interval`, in s. */
  readonly interval?: number;
}

/** Consecutive rows, up to the last one, that wait for their length. */
interface Waiting {
  readonly from: number;
  readonly place: Place;
}

/** Takes the clue of each row, in order, and gives the length of each step at the end. */
export class StepLengths {
  private readonly lengths = new GrowingColumn();
  private readonly context: StepLengthContext;
  private steps = 0;
  private time = Number.NaN;
  private recovered = { steps: 0, seconds: 0 };
  /** Rows whose Time is that of the row before: they share the second with the next row. */
  private sameSecond?: Waiting;
  /** The first row that only the mean can tell, and how many there are. */
  private untold?: Place;
  private untoldSteps = 0;

  constructor(context: StepLengthContext) {
    this.context = context;
  }

  add({ byCpu, time, line }: StepClue): void {
    const seconds = this.advance(time, line);
    if (byCpu >= 0 || Number.isNaN(seconds)) this.endSecond();
    const step = this.steps++;
    if (byCpu === 0) this.lengths.set(step, 0);
    else if (byCpu > 0) this.tell(step, byCpu);
    else if (Number.isNaN(seconds)) this.giveUp({ from: step, place: { line } });
    else this.tellByTime(seconds, { from: step, place: { line } });
  }

  /** All lengths, in s. @throws InputError if neither the file nor the user tells any */
  finish(): Float64Array {
    this.endSecond();
    const column = this.lengths.finish(this.steps);
    if (!this.untold) return column;
    if (this.recovered.steps === 0) throw untoldError(this.context.file, this.untold);
    this.context.repairs.note('step-from-mean', this.untold, this.untoldSteps);
    const mean = this.recovered.seconds / this.recovered.steps;
    return column.map((seconds) => (Number.isNaN(seconds) ? mean : seconds));
  }

  private advance(time: number, line: number): number {
    const seconds = elapsed(this.time, time);
    if (Number.isNaN(seconds) && time < this.time)
      this.context.repairs.note('clock-set-back', { line, column: 'Time' });
    this.time = time;
    return seconds;
  }

  private tellByTime(seconds: number, waiting: Waiting): void {
    this.sameSecond ??= waiting;
    if (seconds === 0) return;
    const { from, place } = this.sameSecond;
    const count = this.steps - from;
    this.tell(from, seconds / count);
    this.context.repairs.note('step-from-time', place, count);
    this.sameSecond = undefined;
  }

  private tell(from: number, seconds: number): void {
    for (let step = from; step < this.steps; step++) this.lengths.set(step, seconds);
    this.recovered.steps += this.steps - from;
    this.recovered.seconds += seconds * (this.steps - from);
  }

  private endSecond(): void {
    if (this.sameSecond) this.giveUp(this.sameSecond);
    this.sameSecond = undefined;
  }

  private giveUp({ from, place }: Waiting): void {
    const { interval, repairs } = this.context;
    const count = this.steps - from;
    if (interval === undefined) {
      this.untold ??= place;
      this.untoldSteps += count;
      return;
    }
    for (let step = from; step < this.steps; step++) this.lengths.set(step, interval);
    repairs.note('step-from-interval', place, count);
  }
}

const untoldError = (file: string, { line }: Place): InputError =>
  new InputError({
    file,
    line,
    expected: 'CPU use or a Time that tells how long the step was',
    received: 'neither, in any row',
    advice: "Give the length of the steps: { interval: '1s' }",
  });
