/**
 * Writes `dist/repl/api.json`, what the shell completes and documents from: `tsx build/api-index/main.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeApiIndex } from './make.ts';

const TARGET = fileURLToPath(new URL('../../dist/repl/api.json', import.meta.url));

mkdirSync(dirname(TARGET), { recursive: true });
writeFileSync(TARGET, JSON.stringify(makeApiIndex()));
