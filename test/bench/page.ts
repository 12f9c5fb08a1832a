/**
 * Pages of a million points in headless Chromium: how long until something is seen, and how smoothly they are moved by a hand.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { html } from '../../lib/report/html.ts';
import type { Line, Report } from '../../lib/report/report.ts';
import { percentile } from '../../lib/stats/percentile.ts';
import { seededRandom } from '../../lib/stats/random.ts';
import { noChromium, startChromium } from '../support/chromium.ts';
import { print } from './support/figure.ts';

const POINTS = 1e6;
/** Moves of the mouse: a pan there and back. */
const MOVES = 150;

export interface PageBench {
  readonly megabytes: number;
  /** First contentful paint, and the moment the charts can be used, in ms after the page was asked for. */
  readonly firstPaint: number;
  readonly ready: number;
  /** Time between two frames while panning, in ms: 95 in 100 are shorter. */
  readonly p95: number;
}

/** Measures and prints; see PageBench. The bars: 25 MB, 2 s to the first paint, 50 ms a frame at p95. */
export async function benchPage(): Promise<Record<string, PageBench> | undefined> {
  const reason = noChromium();
  if (reason !== undefined) return void console.log(`skipped: ${reason}`);
  const [directory, browser] = await Promise.all([mkdtemp(join(tmpdir(), 'vmlab-page-')), startChromium()]);
  const figures: Record<string, PageBench> = {};
  try {
    for (const [name, report] of Object.entries(reports())) {
      figures[name] = await measure(browser, report, join(directory, 'report.html'));
      tell(name, figures[name]);
    }
  } finally {
    await browser.close();
    await rm(directory, { recursive: true, force: true });
  }
  return figures;
}

const tell = (name: string, { megabytes, firstPaint, ready, p95 }: PageBench): void =>
  print([
    { name: `${name}: size`, value: megabytes, unit: 'MB', most: 25 },
    { name: '… first paint', value: firstPaint, unit: 'ms', most: 2000 },
    { name: '… ready to be moved', value: ready, unit: 'ms' },
    { name: '… frame time while panning, p95', value: p95, unit: 'ms', most: 50 },
  ]);

/** One line of a million points, ten of a hundred thousand in one chart, and ten charts of one. */
function reports(): Record<string, Report> {
  const ten = Array.from({ length: 10 }, (_, line) => lineOf(`vm${line}`, POINTS / 10, line));
  return {
    'one line of 1,000,000': reportOf([[lineOf('vm1', POINTS, 0)]]),
    'ten lines of 100,000': reportOf([ten]),
    'ten charts of 100,000': reportOf(ten.map((line) => [line])),
  };
}

const reportOf = (charts: readonly (readonly Line[])[]): Report => ({
  title: 'A long run',
  sections: charts.map((lines, chart) => ({
    kind: 'series',
    title: `CPU ${chart}`,
    unit: 'cores',
    x: lines[0]!.values.map((_, step) => (step + 1) / 100),
    lines,
  })),
});

/** A day with noise on it, which no two neighbouring pixels draw alike. */
function lineOf(name: string, length: number, seed: number): Line {
  const random = seededRandom(seed);
  return { name, values: Array.from({ length }, (_, step) => 2 + Math.sin((step / length) * 20 + seed) + random()) };
}

async function measure(browser: Browser, report: Report, file: string): Promise<PageBench> {
  const text = html(report);
  await writeFile(file, text);
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  try {
    await page.goto(`file://${file}`);
    const { firstPaint, ready } = (await page.evaluate(PAINTED)) as Pick<PageBench, 'firstPaint' | 'ready'>;
    return { megabytes: text.length / 1e6, firstPaint, ready, p95: await frameTimeOfPan(page) };
  } finally {
    await page.close();
  }
}

// Texts, for they run in the browser, whose types the tests do not have.
const PAINTED = `({
  firstPaint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  ready: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
})`;
const COUNT_FRAMES = `{
  globalThis.frames = [];
  const count = (time) => { frames.push(time); requestAnimationFrame(count); };
  requestAnimationFrame(count);
}`;

/** Zooms in fourfold, where a hundred thousand points and more are seen, and drags what is seen there and back. */
async function frameTimeOfPan(page: Page): Promise<number> {
  const { x, y, width, height } = (await page.locator('.u-over').first().boundingBox())!;
  const to = (share: number) => page.mouse.move(x + share * width, y + height / 2);
  await to(0.4);
  await page.mouse.down();
  await to(0.65);
  await page.mouse.up();
  await page.keyboard.down('Shift');
  await to(0.5);
  await page.mouse.down();
  await page.evaluate(COUNT_FRAMES);
  for (let move = 0; move < MOVES; move++) await to(0.5 + 0.4 * Math.sin((move / MOVES) * 2 * Math.PI));
  const frames = (await page.evaluate('frames')) as number[];
  await page.mouse.up();
  await page.keyboard.up('Shift');
  return percentile(
    frames.slice(1).map((time, index) => time - frames[index]!),
    95,
  );
}
