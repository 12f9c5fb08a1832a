import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const lib = new URL('../lib/', import.meta.url).pathname;

/** The one direction of imports: a room may import those on steps before its own. `native.ts` stands beside host. */
const STEPS = [
  ['core'],
  ['trace'],
  ['stats', 'report'],
  ['host', 'native.ts'],
  ['cgroup', 'driver'],
  ['load', 'record'],
  ['lab'],
  ['experiment'],
  ['replay', 'migmon', 'sched', 'gather'],
  ['index.ts', 'testing.ts'],
  ['repl'],
];

/** Exceptions that the design names. */
const ALLOWED = [['driver', 'cgroup']];

/** Modules of Node that reach the operating system: only host, the addon's loader and the shell use them. */
const SYSTEM = /^node:(fs|child_process|dgram|http|os|worker_threads|readline)/;

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const text = readFileSync(join(lib, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name as string);
}

const roomOf = (file: string): string => file.split('/')[0] as string;
const stepOf = (room: string): number => STEPS.findIndex((rooms) => rooms.includes(room));
const local = (file: string): string[] =>
  (imports.get(file) ?? [])
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(lib, resolve(lib, dirname(file), name)));

test('every file of lib is in a room of the house', () => {
  assert.ok(files.length > 100);
  assert.deepEqual(
    files.filter((file) => stepOf(roomOf(file)) < 0),
    [],
  );
});

test('imports go one way, and rooms on one step do not import each other', () => {
  const wrong = files.flatMap((file) =>
    local(file)
      .filter((target) => roomOf(target) !== roomOf(file) && stepOf(roomOf(target)) >= stepOf(roomOf(file)))
      .filter((target) => !ALLOWED.some(([from, to]) => from === roomOf(file) && to === roomOf(target)))
      .map((target) => `${file} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('there are no import cycles', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const target of local(file)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  assert.deepEqual(cycles, []);
});

test('only host, the loader of the addon and the shell touch the operating system', () => {
  const wrong = files
    .filter((file) => !['host', 'native.ts', 'repl'].includes(roomOf(file)))
    .filter((file) => (imports.get(file) ?? []).some((name) => SYSTEM.test(name) || name === 'execa'));
  assert.deepEqual(wrong, []);
});
