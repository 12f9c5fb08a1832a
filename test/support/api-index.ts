import { makeApiIndex } from '../../build/api-index/make.ts';
import { type Library, openLibrary } from '../../build/api-index/program.ts';
import type { ApiIndex } from '../../lib/repl/api/api-index.ts';

/** The API as the sources are now, whatever was built. Takes some seconds. */
export const library: Library = openLibrary();

export const apiIndex: ApiIndex = makeApiIndex(library);

/** What can be imported, types too. */
export const publicNames: readonly string[] = [
  ...new Set(
    library.entries
      .flatMap((entry) => library.checker.getExportsOfModule(library.checker.getSymbolAtLocation(entry)!))
      .map(({ name }) => name),
  ),
];
