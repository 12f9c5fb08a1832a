import type { ThreadOptions } from '../sweep/in-own-threads.ts';

export interface PlaceOptions extends ThreadOptions {
  /** Called as hosts are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}
