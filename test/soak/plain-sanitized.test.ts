/** The plain C++ tests once more, built to look for misuse of memory, undefined behaviour and races in themselves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execa } from 'execa';
import { buildPlainTests, whyNotBuilt } from '../native/plain-tests.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const SANITIZERS = [
  {
    name: 'memory misuse and undefined behaviour',
    library: 'libasan.so',
    checks: ['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'],
  },
  { name: 'races', library: 'libtsan.so', checks: ['-fsanitize=thread'] },
];

for (const { name, library, checks } of SANITIZERS) {
  const skip = (await whyNotBuilt(library)) ?? false;
  test(`the plain C++ tests are free of ${name}`, { skip, timeout: 1_200_000 }, async () => {
    await using directory = await temporaryDirectory();
    for (const program of await buildPlainTests(directory.path, checks)) {
      const { all, exitCode } = await execa(program, { all: true, reject: false, timeout: 300_000 });
      assert.equal(exitCode, 0, all);
      assert.match(all, /^ok /m);
    }
  });
}
