/** vmlab as it is in this checkout, and the tests: one file of JavaScript each. Emulated, loading hundreds of modules takes longer than the tests. */
import { build } from 'esbuild';

/** What packages in CommonJS ask for at run time. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** @param scripts are written to `directory` by their names, as `.js` */
export async function bundle(scripts: readonly string[], directory: string): Promise<void> {
  const outputs = { outdir: directory, entryNames: '[name]', logLevel: 'error' } as const;
  const code = { bundle: true, platform: 'node', format: 'esm', target: 'node20', banner: { js: REQUIRE } } as const;
  await build({ entryPoints: [...scripts], ...outputs, ...code });
}
