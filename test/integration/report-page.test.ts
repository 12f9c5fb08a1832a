import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { html } from '../../lib/report/html.ts';
import type { Report } from '../../lib/report/report.ts';
import { seededRandom } from '../../lib/stats/random.ts';
import { decodePng, type Pixels } from './support/png.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Keeps a browser off the network and alone in its directory. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];
/** Blink's numbers of the schemes that a page can be asked for. */
const SCHEMES = { dark: 0, light: 1 };

/** A run of two minutes, with ten seconds that were not recorded. */
function exampleReport(): Report {
  const random = seededRandom(1);
  const x = Array.from({ length: 120 }, (_, step) => step + 1);
  const target = x.map((second) => 0.8 + 0.5 * Math.sin(second / 12) + 0.1 * Math.sign(Math.sin(second)));
  const achieved = target.map((cores, step) =>
    step >= 60 && step < 70 ? Number.NaN : cores * (0.96 + 0.08 * random()),
  );
  return {
    title: 'Replay of vm1',
    sections: [
      { kind: 'text', text: 'Two minutes on a machine of two CPUs.' },
      {
        kind: 'table',
        title: 'Fidelity',
        columns: [{ name: 'resource' }, { name: 'WAPE', unit: 'fraction' }, { name: 'r' }, { name: 'measured by' }],
        rows: [
          ['CPU', 0.0193, 0.9991, 'cpuacct.usage'],
          ['memory', 0.0004, null, 'memory.usage_in_bytes'],
        ],
      },
      {
        kind: 'series',
        title: 'CPU',
        unit: 'cores',
        x,
        lines: [
          { name: 'target', values: target, style: 'area' },
          { name: 'achieved', values: achieved },
        ],
      },
      {
        kind: 'histogram',
        title: 'Lateness of steps',
        unit: 's',
        edges: [0, 1, 2, 4, 8, 16, 32].map((edge) => edge * 64e-6),
        counts: [12, 55, 31, 15, 5, 2],
      },
    ],
  };
}

async function screenshot(directory: string, scheme: keyof typeof SCHEMES): Promise<Pixels> {
  const [page, picture] = [join(directory, 'report.html'), join(directory, `${scheme}.png`)];
  await writeFile(page, html(exampleReport()));
  const own = [
    `--user-data-dir=${join(directory, scheme)}`,
    `--blink-settings=preferredColorScheme=${SCHEMES[scheme]}`,
    '--window-size=900,1000',
    `--screenshot=${picture}`,
  ];
  await promisify(execFile)(CHROMIUM, [...QUIET, ...own, `file://${page}`], { timeout: 60_000 });
  return decodePng(await readFile(picture));
}

/** How many pixels have each colour. */
function coloursOf({ width, height, at }: Pixels): Map<string, number> {
  const counts = new Map<string, number>();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) counts.set(at(x, y), (counts.get(at(x, y)) ?? 0) + 1);
  return counts;
}

const looks = {
  light: { ground: '#ffffff', area: '#e3e7ec', line: '#0072b2' },
  dark: { ground: '#14171a', area: '#2b3138', line: '#56b4e9' },
};

for (const scheme of ['light', 'dark'] as const)
  test(`a browser shows the page ${scheme}, with its areas, lines and bars`, {
    timeout: 90_000,
  }, async (context: TestContext) => {
    if (!existsSync(CHROMIUM)) return context.skip(`there is no ${CHROMIUM}: install chromium, or set CHROMIUM`);
    // KEEP_PICTURES=1 leaves the pictures to look at.
    const directory = await mkdtemp(join(tmpdir(), 'vmlab-page-'));
    try {
      const colours = coloursOf(await screenshot(directory, scheme));
      const [most] = [...colours].sort(([, one], [, other]) => other - one)[0]!;
      const { ground, area, line } = looks[scheme];
      assert.equal(most, ground);
      assert.ok(colours.get(area)! > 10_000, `the target covers ${colours.get(area)} pixels`);
      assert.ok(colours.get(line)! > 10_000, `line and bars cover ${colours.get(line)} pixels`);
    } finally {
      if (process.env.KEEP_PICTURES) context.diagnostic(`kept ${directory}`);
      else await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    }
  });
