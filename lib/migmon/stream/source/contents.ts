import { InputError } from '../../../core/errors.ts';
import type { TaskSettings } from '../../../native.ts';

/**
 * What is in the pages that are sent: zeros, as mig_mon sends; random bytes, which nothing compresses; or a part of each page of one and the
 * rest of the other: of `{ compressibility: 0.75 }` three quarters are zeros.
 */
export type PageContents = 'zero' | 'random' | { readonly compressibility: number };

/** @throws InputError */
export function checkContents(received: PageContents): PageContents {
  if (received === 'zero' || received === 'random') return received;
  const share = typeof received === 'object' ? received?.compressibility : Number.NaN;
  if (share >= 0 && share <= 1) return Object.freeze({ compressibility: share });
  const shown = typeof received === 'object' ? JSON.stringify(received) : received;
  throw new InputError({ expected: "'zero', 'random' or { compressibility: 0 to 1 }", received: shown });
}

export const contentsSettings = (contents: PageContents): TaskSettings =>
  typeof contents === 'string' ? { contents } : { contents: 'compressible', ...contents };
