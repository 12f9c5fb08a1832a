import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { temporaryDirectory } from '../../support/scripts.ts';

const SCRIPT = `#!/usr/bin/env tsx
// Counts cores.
//     count.ts [--cores 2] [FILE]
import { commandLine } from '${new URL('../../../lib/host/local/command-line.ts', import.meta.url).pathname}';
const { values, positionals } = commandLine(import.meta.url, {
  allowPositionals: true,
  options: { cores: { type: 'string', default: '2' } },
});
const cores: string = values.cores;
console.log(JSON.stringify({ cores, positionals }));
`;

const CALLS = [
  { words: ['a.csv', '--cores', '4'], exitCode: 0, stdout: '{"cores":"4","positionals":["a.csv"]}', stderr: '' },
  { words: ['--help'], exitCode: 0, stdout: 'Counts cores.\n    count.ts [--cores 2] [FILE]', stderr: '' },
  { words: ['--core', '4'], exitCode: 9, stdout: '', stderr: "Unknown option '--core'" },
  { words: ['--cores'], exitCode: 9, stdout: '', stderr: "Option '--cores <value>' argument missing" },
];

for (const { words, ...expected } of CALLS)
  test(`a script called with ${words.join(' ')} ends with ${expected.exitCode}`, async () => {
    await using directory = await temporaryDirectory();
    const file = join(directory.path, 'count.ts');
    await writeFile(file, SCRIPT);
    const argv = ['--import', import.meta.resolve('tsx'), file, ...words];
    const { exitCode, stdout, stderr } = await execa(process.execPath, argv, { reject: false, stdin: 'ignore' });
    assert.deepEqual({ exitCode, stdout, stderr }, expected);
  });
