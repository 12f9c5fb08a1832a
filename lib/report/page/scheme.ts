import type uPlot from 'uplot';

/** A colour of the page's palette, light or dark as the reader has it now. A canvas cannot ask for one by its name itself. */
export const schemeColour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Draws a chart again when the reader changes from light to dark. */
export const followScheme = (chart: uPlot): void =>
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart.redraw(false));
