import type { ScheduledResource } from '../columns.ts';
import type { ManyPredictions, Predictor } from '../predictor/predictor.ts';
import { startOne } from '../predictor/start-one.ts';

/** A predictor for many VMs, whether or not it has a way of its own to do them at once. */
export const startPredictions = (predictor: Predictor, count: number, resource: ScheduledResource): ManyPredictions =>
  predictor.startMany?.(count, resource) ?? oneByOne(predictor, count, resource);

function oneByOne(predictor: Predictor, count: number, resource: ScheduledResource): ManyPredictions {
  const each = Array.from({ length: count }, () => startOne(predictor, resource));
  const estimate = new Float64Array(count);
  const read = () => {
    for (let vm = 0; vm < count; vm++) estimate[vm] = each[vm].estimate;
  };
  read();
  return {
    estimate,
    observe: (used) => {
      for (let vm = 0; vm < count; vm++) each[vm].observe(used[vm]);
      read();
    },
    ...(each[0]?.foresee && {
      foresee: (next: Float64Array) => {
        for (let vm = 0; vm < count; vm++) each[vm].foresee?.(next[vm]);
        read();
      },
    }),
  };
}
