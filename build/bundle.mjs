/**
 * Bundles lib/ into few files: a start then opens some ten in place of hundreds. The code is in dist/code; where users and workers look for
 * a module there is a file that passes it on.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { ENTRIES } from './entries.mjs';
import { ownPlace } from './own-place.mjs';

/** @example await bundle('/src/vmlab') // writes /src/vmlab/dist */
export async function bundle(root) {
  const directory = join(root, 'dist', 'code');
  await build({
    entryPoints: ENTRIES.map(({ source }) => ({ in: join(root, 'lib', source), out: nameOf(source) })),
    absWorkingDir: root, // no path of this machine gets into the bundles
    outdir: directory,
    bundle: true,
    splitting: true,
    keepNames: true, // a prompt shows them
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.11',
    logLevel: 'warning',
    plugins: [ownPlace(join(root, 'lib'))],
  });
  for (const entry of ENTRIES) await passOn(root, entry);
}

/** Flat, so that all code stands at one depth: 'host/local/worker-main.ts' is host-local-worker-main. */
const nameOf = (source) => source.replace(/\.ts$/, '').replaceAll('/', '-');

async function passOn(root, { source, program = false }) {
  const file = join(root, 'dist', source.replace(/\.ts$/, '.js'));
  const code = `./${relative(dirname(file), join(root, 'dist', 'code', `${nameOf(source)}.js`))}`;
  await mkdir(dirname(file), { recursive: true });
  const text = program ? `#!/usr/bin/env node\nimport '${code}';\n` : `export * from '${code}';\n`;
  await writeFile(file, text, { mode: program ? 0o755 : 0o644 });
}
