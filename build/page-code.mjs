// Joins what runs in a report's page (lib/report/page and uPlot) to one text, which lib/report/html.ts puts into each page.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The text of lib/report/page-code.ts. */
export async function pageCode() {
  const { outputFiles } = await build({
    entryPoints: { script: './lib/report/page/main.ts', style: 'uplot/dist/uPlot.min.css' },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    banner: { js: '/* uPlot: (c) Leon Sorokin, MIT licence, github.com/leeoniya/uPlot */' },
    charset: 'utf8',
    target: 'es2022',
    outdir: 'page',
    write: false,
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
  return `// Made by build/page.mjs from lib/report/page and uPlot (MIT, © Leon Sorokin).
export const PAGE_SCRIPT = ${JSON.stringify(textOf('.js').replaceAll('</', '<\\/'))};
export const PLOT_CSS = ${JSON.stringify(textOf('.css'))};
`;
}
