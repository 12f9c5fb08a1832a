import { InputError } from '../../core/errors.ts';
import { type Progress, progressLine, progressText } from '../../report/progress.ts';
import { type StatusLine, statusLine } from './status-line.ts';

/** `'bar'`: a progress bar on a terminal, plain lines elsewhere (on standard error). Or a function called as it goes on. */
export type OnProgress = 'bar' | ((progress: Progress) => void);

/** Where progress is told. */
export interface ProgressLine {
  readonly tell: (progress: Progress) => void;
  end(): void;
}

/** In a log file a line is worth writing every so many seconds of the run. */
const LINE_EVERY_S = 10;

/** @example const line = progressOn('bar'); line.tell({ done: 15, total: 60, step: 16, steps: 60 }); line.end(); */
export function progressOn(onProgress?: OnProgress): ProgressLine {
  if (onProgress === undefined) return { tell: () => {}, end: () => {} };
  if (typeof onProgress === 'function') return { tell: onProgress, end: () => {} };
  if (onProgress !== 'bar')
    throw new InputError({ column: 'onProgress', expected: "'bar' or a function", received: onProgress });
  const status = statusLine();
  return { tell: status.isTerminal ? onTerminal(status) : inLines(status), end: () => status.end() };
}

const onTerminal = (status: StatusLine) => (progress: Progress) => status.show(progressLine(progress, status.columns));

function inLines(status: StatusLine): (progress: Progress) => void {
  let next = 0;
  return (progress) => {
    if (progress.done < next && progress.step < progress.steps) return;
    next = progress.done + LINE_EVERY_S;
    status.show(progressText(progress));
  };
}
