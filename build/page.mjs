// Joins what runs in a report's page (lib/report/page and uPlot) to one text, which lib/report/html.ts puts into each page.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const lib = new URL('../lib/report/', import.meta.url);

const { outputFiles } = await build({
  entryPoints: { script: fileURLToPath(new URL('page/main.ts', lib)), style: 'uplot/dist/uPlot.min.css' },
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  bundle: true,
  minify: true,
  banner: { js: '/* uPlot: (c) Leon Sorokin, MIT licence, github.com/leeoniya/uPlot */' },
  charset: 'utf8',
  target: 'es2022',
  outdir: 'page',
  write: false,
});

const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();

await writeFile(
  new URL('page-code.ts', lib),
  `// Made by build/page.mjs from lib/report/page and uPlot (MIT, © Leon Sorokin).
export const PAGE_SCRIPT = ${JSON.stringify(textOf('.js').replaceAll('</', '<\\/'))};
export const PLOT_CSS = ${JSON.stringify(textOf('.css'))};
`,
);
