import { type Addon, nativeIfBuilt } from '../native.ts';

/**
 * A loop over columns, which are named: from VM to VM, it reads some and writes others, which may not overlap with any. JavaScript defines it; its
 * twin in native code (`native/src/columns`) comes to the same figures, to the bit.
 */
export interface ColumnLoop<Name extends string> {
  /** As the native code knows it. */
  readonly name: string;
  run(columns: LoopColumns<Name>, ...numbers: readonly [number, number, number, number]): number | undefined;
}

export type LoopColumns<Name extends string> = Readonly<Record<Name, Float64Array>>;

/** A loop that knows its columns; numbers that are left out are 0. */
export type BoundLoop = (first?: number, second?: number, third?: number, fourth?: number) => number;

/** Gives a loop its columns, once for the many times it will run. */
export type BindLoop = <Name extends string>(loop: ColumnLoop<Name>, columns: LoopColumns<Name>) => BoundLoop;

/**
 * In native code, which keeps where columns are and so is some times as fast; in JavaScript where the addon was not built.
 *
 * @example const addUp = bindLoop(ADD_UP, { demand, want … }); addUp(seconds);
 */
export const bindLoop: BindLoop = (loop, columns) => {
  const addon = nativeIfBuilt();
  return addon ? nativeLoop(addon, loop, columns) : scriptLoop(loop, columns);
};

/** In JavaScript, for columns that are soon forgotten. */
export const scriptLoop: BindLoop =
  (loop, columns) =>
  (first = 0, second = 0, third = 0, fourth = 0) =>
    loop.run(columns, first, second, third, fourth) ?? 0;

/** Whoever sees a column can transfer its memory to another thread, after which its length is 0: native code must not touch it then. */
function nativeLoop<Name extends string>(addon: Addon, { name }: ColumnLoop<Name>, columns: LoopColumns<Name>) {
  const run = addon.bindLoop(name, columns);
  const arrays = Object.values<Float64Array>(columns);
  const lengths = arrays.map(({ length }) => length);
  return (first = 0, second = 0, third = 0, fourth = 0): number => {
    for (let column = 0; column < arrays.length; column++)
      if (arrays[column].length !== lengths[column]) throw new TypeError(`a column of ${name} was transferred`);
    return run(first, second, third, fourth);
  };
}
