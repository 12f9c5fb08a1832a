import { readFileSync } from 'node:fs';
import { release } from 'node:os';

/** The versions that a figure depends on, for every saved result. @example versions().vmlab // '0.1.0' */
export const versions = (): Record<'vmlab' | 'node' | 'kernel', string> => ({
  vmlab: version(),
  node: process.version,
  kernel: release(),
});

const PACKAGE = new URL('../../../package.json', import.meta.url);

const version = (): string => (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;
