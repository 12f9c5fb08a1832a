/** Programs that print what was recorded, in place of those that a test's machine has not. */

import { resolvers } from '../../../lib/core/resolvers.ts';
import type { StartProgram } from '../../../lib/gather/raw/program-output.ts';
import type { Ending } from '../../../lib/host/local/spawn.ts';

/** Starts what prints a text, and then waits to be ended, or ends at once. @param started filled with the command lines */
export function printing(
  textOf: (argv: readonly string[]) => string,
  { started = [], dies }: { readonly started?: (readonly string[])[]; readonly dies?: string } = {},
): StartProgram {
  return async (argv) => {
    started.push(argv);
    const { promise, resolve } = resolvers<Ending>();
    if (dies !== undefined) resolve({ exitCode: 1, stderr: dies });
    return {
      pid: 2 ** 30,
      async *lines() {
        yield* textOf(argv).replace(/\n$/, '').split('\n');
      },
      said: () => dies ?? '',
      ended: promise,
      end: async () => {
        resolve({ exitCode: 0, stderr: '' });
        return await promise;
      },
    };
  };
}
