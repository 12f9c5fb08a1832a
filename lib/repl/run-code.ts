import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { constants, Script } from 'node:vm';
import type { Lab } from '../lab/lab.ts';
import { asFunction } from './evaluate/as-function.ts';
import { globals } from './globals.ts';
import { ownImports } from './own-imports.ts';
import { printed } from './printed.ts';
import { quietImports } from './quiet-imports.ts';

export interface CodeToRun {
  readonly code: string;
  /** Whether what its last expression comes to is printed. */
  readonly print: boolean;
  readonly args: readonly string[];
}

/**
 * Runs code with vmlab's names at hand. It may await, import (from here, as `node -e` does), and be TypeScript; what it throws ends the process
 * as it would end node.
 */
export async function runCode({ code, print, args }: CodeToRun, lab: Lab): Promise<void> {
  process.argv = [process.argv[0] as string, ...args];
  const require = createRequire(join(process.cwd(), '[eval]'));
  Object.assign(globalThis, globals, { lab, require });
  quietImports();
  if (code.includes('vmlab')) ownImports();
  const value = await compiled(asFunction(code))();
  if (print) console.log(typeof value === 'string' ? value : printed(value, process.stdout));
}

/** The same with what comes on standard input. */
export const runInput = async (args: readonly string[], lab: Lab): Promise<void> =>
  runCode({ code: await text(process.stdin), print: false, args: ['-', ...args] }, lab);

const compiled = (code: string): (() => Promise<unknown>) =>
  new Script(code, {
    filename: '[eval]',
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext();
