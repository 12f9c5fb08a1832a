import { loop } from '../trace/loop.ts';
import { scale } from '../trace/scale.ts';
import { slice } from '../trace/slice.ts';
import { speed } from '../trace/speed.ts';
import type { Resource, Trace } from '../trace/trace.ts';

/** One change to a recording before it is replayed, in the order in which the script said them. */
export type Shape =
  | { readonly kind: 'slice'; readonly from: number; readonly to: number }
  | { readonly kind: 'scale'; readonly factors: Partial<Record<Resource, number>> }
  | { readonly kind: 'speed'; readonly factor: number }
  | { readonly kind: 'loop'; readonly times: number };

/** The trace with all its shapes applied, one after the other. */
export const applyShapes = (trace: Trace, shapes: readonly Shape[]): Trace => shapes.reduce(applyShape, trace);

function applyShape(trace: Trace, shape: Shape): Trace {
  switch (shape.kind) {
    case 'slice':
      return slice(trace, shape.from, shape.to);
    case 'scale':
      return scale(trace, shape.factors);
    case 'speed':
      return speed(trace, shape.factor);
    case 'loop':
      return loop(trace, shape.times);
  }
}
