/** The command line by real processes: what it prints, and how it ends. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { LIB, temporaryDirectory } from '../support/scripts.ts';

const VERSION = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version;

const SCRIPT = `
import { lab as imported } from 'vmlab';
import type { Vm } from 'vmlab';
const words: string[] = process.argv.slice(2);
console.log(imported === (globalThis as any).lab, ...words);
if (words[0] === 'throw') throw new Error('thrown');
if (words[0] === 'exit') process.exit(7);
`;

/** Where no package.json says what is a module. */
const AWAITS = "import { part } from './part.ts';\nconsole.log(await part);\n";
const PART =
  "import { lab as imported } from 'vmlab';\nexport const part: Promise<boolean> = Promise.resolve(imported === (globalThis as any).lab);\n";

describe('vmlab-repl', { concurrency: 2 }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  before(async () => {
    directory = await temporaryDirectory();
    await writeFile(join(directory.path, 'script.ts'), SCRIPT);
    await writeFile(join(directory.path, 'awaits.ts'), AWAITS);
    await writeFile(join(directory.path, 'part.ts'), PART);
    await writeFile(join(directory.path, 'lost.ts'), "import './nowhere.ts';");
    await writeFile(join(directory.path, 'whose.ts'), 'console.log(lab.uri);');
    await writeFile(join(directory.path, 'beside.mjs'), 'export const value = 42;');
  });
  after(() => directory[Symbol.asyncDispose]());

  /** Runs it in the directory, and gives its exit code and what it printed. */
  const run = async (words: readonly string[], input = '') => {
    const tsx = import.meta.resolve('tsx');
    const { exitCode, stdout, stderr } = await execa('node', ['--import', tsx, join(LIB, 'repl/main.ts'), ...words], {
      cwd: directory.path,
      env: { VMLAB_STATE: join(directory.path, 'state'), NO_COLOR: '1' },
      input,
      reject: false,
    });
    return { exitCode, stdout, stderr };
  };

  for (const [title, words, stdout] of [
    ['runs code, and prints nothing of itself', ['-e', '1'], ''],
    ['prints what code comes to', ['-p', '1 + 1'], '2'],
    ['takes TypeScript, and awaits', ['-p', 'const x: number = await Promise.resolve(2); x'], '2'],
    ['awaits what it prints', ['-p', 'Promise.resolve({ a: 1 })'], '{ a: 1 }'],
    ['imports what is beside, and what comes with Node', ['-p', "import { value } from './beside.mjs'; value"], '42'],
    ['has one session, however it is come by', ['-p', "import { lab as other } from 'vmlab'; other === lab"], 'true'],
    ['knows `require`', ['-p', "require('node:path').basename('/a/b')"], 'b'],
    ['gives code its arguments', ['-p', 'process.argv.slice(1)', 'a', '-b'], "[ 'a', '-b' ]"],
    ['runs a script with its arguments, in the same session', ['script.ts', 'a', '--help'], 'true a --help'],
    ['takes every file of TypeScript for a module', ['awaits.ts'], 'true'],
    [
      'disposes of what code held',
      ['-e', "using a = { [Symbol.dispose]: () => console.log('gone') }; console.log('here')"],
      'here\ngone',
    ],
    ['gives code the lab that was asked for', ['--connect', 'qemu:', '-p', 'lab.uri'], 'qemu:'],
    ['gives a script the lab that was asked for', ['--connect=qemu:', 'whose.ts'], 'qemu:'],
    ['prints its version', ['--version'], VERSION],
  ] as const)
    test(title, async () => assert.deepEqual(await run(words), { exitCode: 0, stdout, stderr: '' }));

  test('runs its standard input, without a word of a prompt', async () => {
    const input = 'const x: number = 1;\nconsole.log(typeof lab.vm, x);\nlab;\n';
    assert.deepEqual(await run([], input), { exitCode: 0, stdout: 'function 1', stderr: '' });
    assert.equal((await run(['-', 'a'], 'console.log(process.argv[2])')).stdout, 'a');
  });

  for (const [title, words, exitCode, stderr] of [
    ['code that throws', ['-e', "throw new Error('thrown')"], 1, /Error: thrown/],
    ['code that is none', ['-e', 'foo bar'], 1, /SyntaxError: Unexpected identifier/],
    ['a script that throws', ['script.ts', 'throw'], 1, /Error: thrown/],
    ['a script that exits', ['script.ts', 'exit'], 7, /^$/],
    ['a script that is not there', ['nowhere.ts'], 1, /^vmlab-repl: there is no script 'nowhere\.ts'$/],
    ['a script that imports what is not there', ['lost.ts'], 1, /Cannot find module .*nowhere\.ts' imported from/],
    ['a flag that there is not', ['--bogus'], 9, /Unknown option '--bogus'[\s\S]*usage:/],
    [
      'a lab that there is not',
      ['--connect', 'nowhere:', '-e', '1'],
      1,
      /^vmlab-repl: expected 'local:'.*, got 'nowhere:'$/,
    ],
  ] as const)
    test(`ends as node would after ${title}: ${exitCode}`, async () => {
      const ended = await run(words);
      assert.equal(ended.exitCode, exitCode);
      assert.match(ended.stderr, stderr);
    });
});
