import type { Predictor } from './predictor.ts';

/** Plain JavaScript may leave it out, or give its name, or what makes it: `sched.ewma`. */
export const isPredictor = (given: unknown): given is Predictor =>
  typeof (given as Predictor | undefined)?.start === 'function';
