/**
 * What `npm run build` does: makes dist/ anew, from lib/ and from what is said in it. But where npx, in a clone, only wants to run what is built.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

if (process.env.npm_command === 'exec' && existsSync(new URL('../dist/index.d.ts', import.meta.url))) process.exit();
await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
await run('build/page.mjs'); // lib/report/page-code.ts, which the rest is made from
await Promise.all([bundle(root), declarations(), run('--import', 'tsx', 'build/api-index/main.ts')]);

/** dist/**.d.ts */
function declarations() {
  return run(fileURLToPath(import.meta.resolve('typescript/bin/tsc')), '-p', 'lib', '--emitDeclarationOnly');
}

/** Runs a program of Node's; what it says is said where it fails. */
async function run(...words) {
  try {
    await promisify(execFile)(process.execPath, words, { cwd: root });
  } catch (error) {
    console.error(`${error.stdout}${error.stderr}`);
    throw new Error(`${words.join(' ')} failed`);
  }
}
