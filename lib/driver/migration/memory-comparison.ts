/** The memory of two machines, held against each other. */
export interface MemoryComparison {
  /** Pages of 4 KiB that were compared, and how many of them differ. */
  readonly pages: number;
  readonly differing: number;
  /** Guest-physical addresses of the first of those. */
  readonly first: readonly number[];
}
