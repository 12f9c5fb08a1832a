import { makeApiIndex } from '../../build/api-index/make.ts';
import type { ApiIndex } from '../../lib/repl/api/api-index.ts';

let made: ApiIndex | undefined;

/** The index of the API as the sources are now, whatever was built. Takes some seconds the first time. */
export function apiIndex(): ApiIndex {
  made ??= makeApiIndex();
  return made;
}
