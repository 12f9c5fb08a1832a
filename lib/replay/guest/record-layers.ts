import type { Counters } from '../../record/counter.ts';
import { type Recorder, type RecordSpec, startRecorder } from '../../record/recorder.ts';
import { createTrace, RESOURCES, type Resource } from '../../trace/trace.ts';

/** Records several counters a resource as their sum. A single layer is a recorder as any other. */
export function recordLayers(layers: readonly Counters[]): typeof startRecorder {
  return (spec, onStep) => {
    const recorders = layers.map((counters, layer) =>
      startRecorder({ ...spec, counters }, layer === 0 ? onStep : undefined),
    );
    const [first] = recorders;
    return first && recorders.length === 1 ? first : sumOf(spec, layers, recorders);
  };
}

function sumOf({ name, interval }: RecordSpec, layers: readonly Counters[], recorders: readonly Recorder[]): Recorder {
  const used = (resource: Resource, step: number) =>
    recorders
      .filter((_, layer) => layers[layer]?.[resource] !== undefined)
      .map((recorder) => recorder.used(resource, step))
      .reduce((sum, value) => (Number.isNaN(sum) ? value : sum + value), Number.NaN);
  const column = (resource: Resource) => interval.map((_, step) => used(resource, step));
  return {
    get steps() {
      return Math.min(...recorders.map(({ steps }) => steps));
    },
    used,
    trace: () =>
      createTrace(name, { interval, ...Object.fromEntries(RESOURCES.map((resource) => [resource, column(resource)])) }),
    stop: () => {
      for (const recorder of recorders) recorder.stop();
    },
    done: Promise.all(recorders.map(({ done }) => done)).then(() => {}),
  };
}
