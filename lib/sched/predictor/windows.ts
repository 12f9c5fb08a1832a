/** The last values of many VMs: a window a VM, all of one length. */
export interface Windows {
  /** A VM's window is `values.subarray(from(vm), from(vm) + held(vm))`, oldest first. */
  readonly values: Float64Array;
  from(vm: number): number;
  held(vm: number): number;
  /** @returns the value that fell out of the window; `NaN` while it is not full */
  push(vm: number, value: number): number;
}

/** @example createWindows(1000, 60) */
export function createWindows(count: number, length: number): Windows {
  // Rings written twice, one after the other: so a window always stands in one piece, wherever its ring begins.
  const values = new Float64Array(2 * count * length).fill(Number.NaN);
  const held = new Int32Array(count);
  const next = new Int32Array(count);
  return {
    values,
    held: (vm) => held[vm]!,
    from: (vm) => 2 * vm * length + (held[vm]! < length ? 0 : next[vm]!),
    push(vm, value) {
      const at = 2 * vm * length + next[vm]!;
      const dropped = values[at]!;
      values[at] = value;
      values[at + length] = value;
      next[vm] = (next[vm]! + 1) % length;
      if (held[vm]! < length) held[vm]!++;
      return dropped;
    },
  };
}
