/** Can this kernel do what shaping needs? Found out by doing it where nobody is hurt: on `lo` of a namespace made for it. */
import { randomBytes } from 'node:crypto';
import { addFilter } from './filter.ts';
import { addClass, addRoot } from './htb.ts';
import { type Command, ip, tcBatch } from './iproute.ts';
import type { Parts } from './parts.ts';

/** @throws UnsupportedError naming what the kernel lacks. */
export async function requireShaping({ host, session }: Parts): Promise<void> {
  const netns = `vmlab~try-${randomBytes(6).toString('hex')}`;
  const made = await session.effect({ kind: 'remove-netns', netns }, () => ip({ host }, ['netns', 'add', netns]));
  try {
    await tcBatch({ host, netns }, TRIAL);
  } finally {
    await made.undo();
  }
}

const TRIAL: readonly Command[] = [
  addRoot('lo', 0),
  addClass({ interface: 'lo', minor: 1 }, 1e6),
  addFilter('lo', 1, { source: '169.254.1.1', destination: '169.254.1.2', port: 1 }),
];
