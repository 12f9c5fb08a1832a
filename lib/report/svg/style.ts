/**
 * Colours of pages and drawings, on a light ground and a dark one. Lines have the colours of Okabe and Ito ("Color universal
 * design", 2008), which people who confuse red and green tell apart too; on the dark ground blue and black are lightened.
 */
const LIGHT = {
  ground: '#ffffff',
  ink: '#1f2328',
  faint: '#656d76',
  grid: '#e6e8eb',
  area: '#e3e7ec',
  edge: '#aab4c0',
  lines: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b07a00', '#444b54'],
};
const DARK = {
  ground: '#14171a',
  ink: '#e3e6ea',
  faint: '#98a1ab',
  grid: '#262b31',
  area: '#2b3138',
  edge: '#5d6874',
  lines: ['#56b4e9', '#e8894a', '#2fc39a', '#e0a3c3', '#e69f00', '#c3c9d0'],
};

export const LINE_COLOURS = LIGHT.lines.length;

/** The colours as custom properties of what `selector` selects: `--ground`, `--ink` … `--line-0`. */
export const paletteCss = (selector: string): string =>
  `${selector}{color-scheme:light dark;${properties(LIGHT)}}\n@media (prefers-color-scheme:dark){${selector}{${properties(DARK)}}}`;

/** How a drawing uses them. */
export const DRAWING_CSS = [
  '.chart{background:var(--ground);font:11px system-ui,"Helvetica Neue",Arial,sans-serif;fill:var(--faint)}',
  '.chart .title{font-size:12.5px;font-weight:600;fill:var(--ink)}',
  '.chart .heading{font-size:15px;font-weight:600;fill:var(--ink)}',
  '.chart .name{fill:var(--ink)}',
  '.chart .grid{stroke:var(--grid);stroke-width:1}',
  '.chart .axis{stroke:var(--faint);stroke-width:1}',
  '.chart .area{fill:var(--area);stroke:none}',
  '.chart .edge{fill:none;stroke:var(--edge);stroke-width:1}',
  '.chart .line{fill:none;stroke-width:1.4;stroke-linejoin:round;stroke-linecap:round}',
  ...LIGHT.lines.map((_, index) => `.chart .line-${index}{stroke:var(--line-${index})}`),
  '.chart .bar{fill:var(--line-0)}',
  '.chart .hit{fill:none;pointer-events:all}',
  '.chart .note{fill:var(--ink);visibility:hidden}',
  '.chart .bin:hover .note{visibility:visible}',
  '.chart .bin:hover .bar{fill:var(--ink)}',
  '.chart .end{text-anchor:end}',
  '.chart .middle{text-anchor:middle}',
].join('\n');

function properties({ lines, ...colours }: typeof LIGHT): string {
  const all = [...Object.entries(colours), ...lines.map((colour, index) => [`line-${index}`, colour])];
  return all.map(([name, colour]) => `--${name}:${colour}`).join(';');
}
