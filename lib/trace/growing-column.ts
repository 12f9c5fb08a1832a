/**
 * A column whose length is not known yet, for readers of files that do not fit in memory.
 *
 * A first chunk of the expected length takes all, if the guess was good: then nothing is ever copied, and what the guess was
 * too high by costs address space only. What goes beyond it grows by small chunks.
 */
const CHUNK = 4096;

export interface GrowingColumn {
  /** Steps come in order; those that are left out are NaN, "not recorded". */
  set(step: number, value: number): void;
  /** The column at its final length. */
  finish(length: number): Float64Array;
}

/** @param expected how many steps there may be */
export function growingColumn(expected = 0): GrowingColumn {
  const first = new Float64Array(Math.max(expected, CHUNK));
  const more: Float64Array[] = [];
  let filled = 0;
  const chunkOf = (step: number): Float64Array => {
    const index = Math.floor((step - first.length) / CHUNK);
    while (more.length <= index) more.push(new Float64Array(CHUNK));
    return more[index] as Float64Array;
  };
  const put = (step: number, value: number) => {
    if (step < first.length) first[step] = value;
    else chunkOf(step)[(step - first.length) % CHUNK] = value;
  };
  const fill = (length: number) => {
    while (filled < length) put(filled++, Number.NaN);
  };
  return {
    set(step, value) {
      fill(step);
      put(step, value);
      filled = Math.max(filled, step + 1);
    },
    finish(length) {
      fill(length);
      if (length > first.length) return joined([first, ...more], length);
      return first.length === CHUNK ? first.slice(0, length) : first.subarray(0, length);
    },
  };
}

function joined(chunks: readonly Float64Array[], length: number): Float64Array {
  const column = new Float64Array(length);
  let at = 0;
  for (const chunk of chunks) {
    column.set(chunk.subarray(0, length - at), at);
    at += chunk.length;
  }
  return column;
}
