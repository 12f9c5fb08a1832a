import { InputError } from '../core/errors.ts';
import { loop } from '../trace/loop.ts';
import { edges } from '../trace/overlap.ts';
import { scale } from '../trace/scale.ts';
import { slice } from '../trace/slice.ts';
import { speed } from '../trace/speed.ts';
import { createTrace, type Resource, type Trace } from '../trace/trace.ts';

/** One change to a recording before it is replayed, in the order in which the script said them. */
export type Shape =
  | { readonly kind: 'slice'; readonly from: number; readonly to: number }
  | { readonly kind: 'scale'; readonly factors: Partial<Record<Resource, number>> }
  | { readonly kind: 'speed'; readonly factor: number }
  | { readonly kind: 'loop'; readonly times: number };

/** The trace with all its shapes applied, one after the other. */
export const applyShapes = (trace: Trace, shapes: readonly Shape[]): Trace => shapes.reduce(applyShape, trace);

/** A mistake is told where it was said, before any file is read. @returns the shape. @throws InputError as the function that it calls */
export function checkShape(shape: Shape): Shape {
  applyShape(NOTHING, shape);
  return shape;
}

const NOTHING = createTrace('nothing', { interval: new Float64Array() });

function applyShape(trace: Trace, shape: Shape): Trace {
  switch (shape.kind) {
    case 'slice':
      return sliced(trace, shape.from, shape.to);
    case 'scale':
      return scale(trace, shape.factors);
    case 'speed':
      return speed(trace, shape.factor);
    case 'loop':
      return loop(trace, shape.times);
  }
}

function sliced(trace: Trace, from: number, to: number): Trace {
  const end = edges(trace.interval).at(-1) ?? 0;
  if (end > 0 && from >= end)
    throw new InputError({ expected: `a slice from before the end of '${trace.name}' at ${end} s`, received: from });
  return slice(trace, from, to);
}
