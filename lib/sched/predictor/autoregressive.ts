import { checkKeys } from '../check-keys.ts';
import { type BuiltInPredictor, builtIn, notYet } from './built-in.ts';
import { wholeNumber } from './parameters.ts';
import type { ManyPredictions } from './predictor.ts';
import { createWindows } from './windows.ts';
import { createYuleWalker } from './yule-walker.ts';

export interface AutoregressiveOptions {
  /** How many observations the model is fitted to; 60 unless told. */
  readonly window?: number;
}

/**
 * AR(p): the next value as a weighted sum of the last p, with weights fitted anew to each VM's last `window` observations by
 * the Yule-Walker equations. (Box and Jenkins, "Time series analysis: forecasting and control", 1970, chapters 3 and 5.) What is not
 * recorded is left out of the window. While there are no more than 2 p observations, and where they give no weights (all the
 * same), it is the last observation. The estimate is never below 0.
 *
 * @param order p, 3 unless told
 * @throws InputError for an order that is not a whole number from 1, or a window that is not one above 2 p
 * @example sched.autoregressive(3, { window: 60 })
 */
export function autoregressive(order = 3, options: AutoregressiveOptions = {}): BuiltInPredictor {
  checkKeys(options, ['window']);
  const { window = 60 } = options;
  wholeNumber(order, 'order', 1);
  wholeNumber(window, 'window', 2 * order + 1);
  return builtIn({
    predictor: 'autoregressive',
    arguments: [order, { window }],
    name: `autoregressive(${order}, ${window})`,
    startMany: (count) => startAutoregressive(count, order, window),
  });
}

function startAutoregressive(count: number, order: number, length: number): ManyPredictions {
  const estimate = notYet(count);
  const { values, ...windows } = createWindows(count, length);
  const forecast = createYuleWalker(order);
  const next = (vm: number): number => {
    const held = windows.held(vm);
    const from = windows.from(vm);
    return held > 2 * order ? forecast(values, from, from + held) : Number.NaN;
  };
  const observeOne = (vm: number, value: number): void => {
    windows.push(vm, value);
    const expected = next(vm);
    estimate[vm] = Number.isFinite(expected) ? Math.max(0, expected) : value;
  };
  return {
    estimate,
    observe(used) {
      for (let vm = 0; vm < count; vm++) if (!Number.isNaN(used[vm]!)) observeOne(vm, used[vm]!);
    },
  };
}
