import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { html } from '../../lib/report/html.ts';
import type { SeriesSection } from '../../lib/report/report.ts';
import { withUnit } from '../../lib/report/scale.ts';
import { noChromium, startChromium } from '../support/chromium.ts';
import { contrast } from './support/contrast.ts';
import { exampleReport, GAP, SECONDS } from './support/example-report.ts';
import { decodePng, type Pixels } from './support/png.ts';

const LOOKS = {
  light: { ground: '#ffffff', area: '#e3e7ec', line: '#0072b2' },
  dark: { ground: '#14171a', area: '#2b3138', line: '#56b4e9' },
};
const report = exampleReport();
const [cpu, read] = report.sections.filter(({ kind }) => kind === 'series') as SeriesSection[];

describe('a report in a browser', { skip: noChromium(), timeout: 120_000 }, () => {
  let [directory, browser]: [string, Browser] = ['', undefined as never];

  before(async () => {
    [directory, browser] = await Promise.all([mkdtemp(join(tmpdir(), 'vmlab-page-')), startChromium()]);
    await writeFile(join(directory, 'report.html'), html(report));
  });
  after(async () => {
    await browser?.close();
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  });

  /** The page, opened from its file; `problems` are what went wrong in it, or would have left it. */
  async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
    const page = await browser.newPage({ viewport: { width: 900, height: 1300 }, ...options });
    const problems: string[] = [];
    page.on('console', (message) => problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('request', (request) => request.url().startsWith('file:') || problems.push(`asked for ${request.url()}`));
    await page.goto(`file://${directory}/report.html`);
    return { page, problems };
  }

  for (const scheme of ['light', 'dark'] as const)
    test(`is ${scheme} where its reader is, with areas, lines and bars, and nothing to complain of`, async () => {
      const { page, problems } = await open({ colorScheme: scheme });
      const colours = coloursOf(decodePng(await page.screenshot()));
      const [most] = [...colours].sort(([, one], [, other]) => other - one)[0]!;
      const { ground, area, line } = LOOKS[scheme];
      assert.equal(most, ground);
      assert.ok(colours.get(area)! > 10_000, `the target covers ${colours.get(area)} pixels`);
      assert.ok(colours.get(line)! > 10_000, `line and bars cover ${colours.get(line)} pixels`);
      assert.deepEqual(problems, []);
      await page.close();
    });

  test('can be read in both schemes: text has a contrast of 4.5 at least, lines of 3', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ colorScheme });
      await hover(page, 0, 0.3);
      const ground = await colourOf(page, 'body', 'background-color');
      for (const text of ['h1', 'p', 'td', 'th', '.help', 'figcaption > span', '.u-label', '.u-value'])
        assert.ok(contrast(await colourOf(page, text, 'color'), ground) >= 4.5, `${text} ${colorScheme}`);
      for (const line of ['.line-0', '.bar'])
        assert.ok(contrast(await colourOf(page, line, line === '.bar' ? 'fill' : 'stroke'), ground) >= 3, line);
      await page.close();
    }
  });

  test('says the values under the pointer, in all charts of the same time', async () => {
    const { page } = await open();
    for (const step of [0, 33, SECONDS - 1]) {
      await hover(page, 0, (step + 0.5) / SECONDS);
      const expected = (section: SeriesSection) => [
        `${step + 1} s`,
        ...section.lines.map(({ values }) => withUnit(values[step]!, section.unit)),
      ];
      assert.deepEqual(await readings(page, 0), expected(cpu!));
      assert.deepEqual(await readings(page, 1), expected(read!));
    }
    await page.close();
  });

  test('shows a gap as one, and says so', async () => {
    const { page } = await open({ colorScheme: 'light' });
    await hover(page, 0, (GAP.from + GAP.to) / 2 / SECONDS);
    assert.equal((await readings(page, 0))[2], 'not recorded');
    await page.mouse.move(0, 0);
    const isDrawn = await lineAt(page);
    assert.ok(isDrawn((GAP.from - 3) / SECONDS) && isDrawn((GAP.to + 3) / SECONDS));
    for (let second = GAP.from + 0.5; second < GAP.to; second++) assert.ok(!isDrawn(second / SECONDS), `${second} s`);
    await page.close();
  });

  test('is zoomed by a drag, moved with Shift, and whole again by a double click, all charts together', async () => {
    const { page } = await open();
    assert.deepEqual(await seen(page, 0), [1, SECONDS]);
    await drag(page, 0.25, 0.5);
    assert.deepEqual(await seen(page, 0), [31, 60]);
    assert.deepEqual(await seen(page, 1), [31, 60]);
    await page.keyboard.down('Shift');
    await drag(page, 0.5, 0);
    await page.keyboard.up('Shift');
    assert.deepEqual(await seen(page, 1), [46, 75]);
    await plotOf(page, 1).dblclick();
    assert.deepEqual(await seen(page, 0), [1, SECONDS]);
    await page.close();
  });

  test('is moved by the wheel sideways and by keys; a wheel alone scrolls the page', async () => {
    const { page } = await open({ viewport: { width: 900, height: 500 } });
    await drag(page, 0.25, 0.5);
    await page.mouse.wheel(100_000, 0);
    await eventually(async () => (await seen(page, 0))[0] === 91);
    assert.deepEqual(await seen(page, 0), [91, SECONDS]);
    await plotOf(page, 0).press('ArrowLeft');
    assert.deepEqual(await seen(page, 0), [88, 117]);
    await plotOf(page, 0).press('Escape');
    assert.deepEqual(await seen(page, 0), [1, SECONDS]);
    await page.mouse.wheel(0, 200);
    await eventually(async () => Number(await page.evaluate('scrollY')) > 100);
    await page.close();
  });

  test('says what a bar of a histogram stands for', async () => {
    const { page } = await open();
    const note = page.locator('.bin .note').nth(1);
    assert.ok(!(await note.isVisible()));
    await page.locator('.bin .bar').nth(1).hover();
    assert.ok(await note.isVisible());
    assert.equal(await note.textContent(), '64 us – 128 us: 55 of 120, 45.8 %');
    await page.close();
  });

  test('has its pictures without JavaScript and on paper', async () => {
    const still = await open({ javaScriptEnabled: false });
    assert.ok(await still.page.locator('figure svg').first().isVisible());
    await still.page.close();
    const { page } = await open();
    assert.ok(!(await page.locator('figure svg').first().isVisible()));
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('figure svg').first().isVisible());
    assert.ok(!(await page.locator('.uplot').first().isVisible()));
    await page.close();
  });
});

/** A wheel's turn arrives when the browser likes; after two seconds it has not. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (await isSo()) return;
    await sleep(100);
  }
  assert.fail(`never: ${isSo}`);
}

const plotOf = (page: Page, chart: number) => page.locator('.u-over').nth(chart);

/** Moves the pointer to a share of a chart's width. */
async function hover(page: Page, chart: number, share: number): Promise<void> {
  const { width, height } = (await plotOf(page, chart).boundingBox())!;
  await plotOf(page, chart).hover({ position: { x: Math.min(width - 1, share * width), y: height / 3 } });
}

/** What a chart's legend says: the moment, then each line's value. */
const readings = (page: Page, chart: number): Promise<string[]> =>
  page.locator('figure.live').nth(chart).locator('.u-value').allTextContents();

/** The seconds of the first and the last step in sight, as the pointer reads them. */
async function seen(page: Page, chart: number): Promise<number[]> {
  const ends: number[] = [];
  for (const share of [0.005, 0.995]) {
    await hover(page, chart, share);
    ends.push(Number.parseFloat((await readings(page, chart))[0]!));
  }
  return ends;
}

async function drag(page: Page, from: number, to: number): Promise<void> {
  await hover(page, 0, from);
  await page.mouse.down();
  await hover(page, 0, to);
  await page.mouse.up();
}

/** Whether the first chart's line is drawn at a share of its width: a line on half a pixel is paler. */
async function lineAt(page: Page): Promise<(share: number) => boolean> {
  const pixels = decodePng(await plotOf(page, 0).screenshot());
  return (share) => {
    const column = Math.floor(share * pixels.width);
    const colours = Array.from({ length: pixels.height }, (_, y) => pixels.at(column, y));
    return colours.some((colour) => isLike(colour, LOOKS.light.line));
  };
}

function isLike(one: string, other: string): boolean {
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return parts(one).every((part, index) => Math.abs(part - parts(other)[index]!) < 80);
}

// A text, for it runs in the browser, whose types the tests do not have.
const colourOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue('${property}')`,
  );

/** How many pixels have each colour. */
function coloursOf({ width, height, at }: Pixels): Map<string, number> {
  const counts = new Map<string, number>();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) counts.set(at(x, y), (counts.get(at(x, y)) ?? 0) + 1);
  return counts;
}
