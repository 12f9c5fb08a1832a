import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Keeps a browser off the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why no browser can be started here; undefined where one can. */
export const noChromium = (): string | undefined =>
  existsSync(PROGRAM) ? undefined : `there is no ${PROGRAM}: install chromium, or set CHROMIUM`;

/** A headless browser of this machine, with a directory of its own that goes when it is closed. */
export const startChromium = (): Promise<Browser> => chromium.launch({ executablePath: PROGRAM, args: QUIET });
