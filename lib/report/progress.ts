import { formatDuration } from '../core/units.ts';
import { fit, pad, tame, widthOf } from './terminal/cells.ts';

/** How far a run is. */
export interface Progress {
  /** Seconds of the plan that are done. */
  readonly done: number;
  /** Seconds of the whole plan. */
  readonly total: number;
  /** The step that is running, counted from 1, of so many. */
  readonly step: number;
  readonly steps: number;
  /** What else to say: `'cpu 1.2 cores'`. */
  readonly note?: string;
}

const MOST_BAR = 40;

/**
 * Progress as one line with a bar, to be written over the last one: never wider than `columns`, without a newline.
 *
 * @example progressLine({ done: 15, total: 60, step: 16, steps: 60 }, 80) // '━━━━━━━━━──────────…  25 %  step 16 of 60, 15 s of 1 min 0 s'
 */
export function progressLine(progress: Progress, columns = 80): string {
  const words = `${percent(progress)}  ${progressText(progress)}`;
  const width = Math.min(MOST_BAR, columns - widthOf(words) - 2);
  // A narrow terminal gets a short bar, and what there is room for of the words.
  return width >= 10 ? `${bar(progress, width)}  ${words}` : fit(`${bar(progress, 10)}  ${words}`, columns);
}

/**
 * Progress in words, for a log file: a line of its own.
 *
 * @example progressText({ done: 15, total: 60, step: 16, steps: 60 }) // 'step 16 of 60, 15 s of 1 min 0 s'
 */
export function progressText({ done, total, step, steps, note }: Progress): string {
  const times = `${done < 1 ? '0 s' : formatDuration(Math.floor(done))} of ${formatDuration(total)}`;
  return `step ${step} of ${steps}, ${times}${note ? `  ${tame(note)}` : ''}`;
}

const percent = (progress: Progress): string => pad(`${Math.floor(100 * share(progress))} %`, 5, 'right');

function bar(progress: Progress, width: number): string {
  const full = Math.floor(share(progress) * width);
  return '━'.repeat(full) + '─'.repeat(width - full);
}

const share = ({ done, total }: Progress): number => (total > 0 ? Math.min(1, Math.max(0, done / total)) : 1);
