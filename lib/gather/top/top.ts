import { inspect } from 'node:util';
import { anySignal } from '../../core/any-signal.ts';
import { type LiveScreen, liveScreen } from '../../host/local/live-screen.ts';
import { type Lab, lab as localLab } from '../../lab/lab.ts';
import type { Recorder, RecordOptions } from '../../lab/record.ts';
import type { FleetStep } from '../../record/fleet/step.ts';
import { specText } from '../../report/spec-text.ts';
import { frameOf } from './frame.ts';
import { checkOrder, orderOf, type TopOrder } from './order.ts';

/** Whom to show, how often, and in which order. */
export interface TopOptions extends Pick<RecordOptions, 'vms' | 'interval' | 'for'> {
  /** Whose VMs; `lab`, this machine's, unless told. */
  readonly lab?: Lab;
  /** By what they are sorted, the greatest first; `cpu` unless told. */
  readonly sort?: TopOrder;
}

/** A live view that can be shown. Frozen; nothing is done before `run()` or `watch()`. */
export interface Top {
  /** Shows it on the terminal until `q`, Ctrl-C, `for`, or the signal; the keys c, m, d and n sort by CPU, memory, disk and network. */
  run(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Yields each frame as text, 80 columns wide, as the step ends. Leaving the loop ends it. */
  watch(options?: { readonly signal?: AbortSignal }): AsyncGenerator<string>;
}

/**
 * What VMs use now, in a table that refreshes: those that use the most first. It is the recorder's steps, drawn: one thread of the kernel's counters.
 *
 * @throws InputError for options that cannot be right
 * @example await gather.top({ vms: 'web-*', interval: '2s', sort: 'disk', for: '10min' }).run();
 */
export function top({ lab = localLab, sort = 'cpu', ...options }: TopOptions = {}): Top {
  const order = checkOrder(sort);
  const recorder = lab.record(options);
  const text = () => specText('gather top', { sort, ...recorder.plan() }, ['.run()', '.watch()']);
  return Object.freeze({
    run: ({ signal }: { readonly signal?: AbortSignal } = {}) => show(recorder, order, signal),
    watch: (run: { readonly signal?: AbortSignal } = {}) => frames(recorder, order, run),
    toString: text,
    [inspect.custom]: text,
  });
}

async function* frames(recorder: Recorder, order: TopOrder, run: { readonly signal?: AbortSignal }) {
  for await (const step of recorder.watch(run))
    yield frameOf(step, { order, columns: 80, rows: Number.POSITIVE_INFINITY, color: false });
}

async function show(recorder: Recorder, first: TopOrder, signal?: AbortSignal): Promise<void> {
  const quit = new AbortController();
  let order = first;
  let last: FleetStep | undefined;
  const draw = () => last && screen.show(frameOf(last, { order, ...sizeOf(screen) }));
  const screen = liveScreen((key) => {
    if (key === 'q' || key === CTRL_C) quit.abort(new Error('it was quit'));
    order = orderOf(key) ?? order;
    draw();
  });
  try {
    for await (const step of recorder.watch({ signal: anySignal(quit.signal, signal) })) {
      last = step;
      draw();
    }
  } catch (error) {
    if (!quit.signal.aborted) throw error;
  } finally {
    screen.close();
  }
}

/** What a terminal in raw mode says for it. */
const CTRL_C = '\u0003';

const sizeOf = ({ columns, rows, isTerminal }: LiveScreen) => ({ columns, rows, color: isTerminal });
