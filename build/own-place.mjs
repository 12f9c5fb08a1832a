import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';

/**
 * A plugin for esbuild: a module that looks for files beside itself goes on to find them where `tsc` would have put it, whatever bundle it
 * ends up in.
 *
 * @param lib where modules are now; bundles come into one directory, beside what is made of lib
 */
export const ownPlace = (lib) => ({
  name: 'own-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const place = `new URL('../${relative(lib, path).replace(/\.ts$/, '.js')}', import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', `(${place})`), loader: 'ts' };
    }),
});
