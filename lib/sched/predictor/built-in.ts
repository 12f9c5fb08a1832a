import { inspect } from 'node:util';
import type { ScheduledResource } from '../columns.ts';
import type { ManyPredictions, Prediction, Predictor } from './predictor.ts';

/** A predictor of vmlab: has both ways in, and can be sent to another thread as JSON. */
export interface BuiltInPredictor extends Predictor {
  startMany(count: number, resource?: ScheduledResource): ManyPredictions;
  toJSON(): PredictorSpec;
}

/** How it was made: `predictorFrom` makes the same again. */
export interface PredictorSpec {
  /** The factory's name: `'ewma'`. */
  readonly predictor: string;
  readonly arguments: readonly unknown[];
}

/** Columns are the one way in which a built-in computes, so that one VM's figures are those of many, to the bit. */
export const builtIn = ({
  name,
  startMany,
  ...spec
}: PredictorSpec & Pick<BuiltInPredictor, 'name' | 'startMany'>): BuiltInPredictor => {
  const text = { value: () => `predictor ${name}` };
  const predictor = {
    name,
    startMany,
    start: (resource?: ScheduledResource) => one(startMany(1, resource)),
    toJSON: () => spec,
  };
  return Object.freeze(Object.defineProperties(predictor, { toString: text, [inspect.custom]: text }));
};

/** Before anything was observed. */
export const notYet = (count: number): Float64Array => new Float64Array(count).fill(Number.NaN);

function one(many: ManyPredictions): Prediction {
  const column = new Float64Array(1);
  const asColumn = (value: number) => column.fill(value);
  return Object.freeze({
    observe: (used: number) => many.observe(asColumn(used)),
    get estimate() {
      return many.estimate[0]!;
    },
    ...(many.foresee && { foresee: (next: number) => many.foresee?.(asColumn(next)) }),
  });
}
