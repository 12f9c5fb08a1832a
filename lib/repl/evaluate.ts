import { globals } from './globals.ts';

/**
 * Runs code with vmlab's names at hand. It is a module, so it may await, and import what comes with Node; what it throws ends the process
 * as it would end `node -e`.
 */
export async function evaluate(code: string): Promise<void> {
  Object.assign(globalThis, globals);
  await import(`data:text/javascript,${encodeURIComponent(code)}`);
}
