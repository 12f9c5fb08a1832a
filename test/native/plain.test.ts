/** The native algorithms by themselves, without Node: each plain C++ test, as it is. Sanitizers are the soak's. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { temporaryDirectory } from '../support/scripts.ts';
import { buildPlainTests, plainTests, whyNotBuilt } from './plain-tests.ts';

const why = await whyNotBuilt();

describe('plain C++', { skip: why ?? false, timeout: 600_000 }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let programs: readonly string[] = [];

  before(async () => {
    directory = await temporaryDirectory();
    programs = await buildPlainTests(directory.path);
  });
  after(() => directory[Symbol.asyncDispose]());

  for (const [index, name] of plainTests.entries())
    test(name, async () => {
      const { all, exitCode } = await execa(programs[index] as string, { all: true, reject: false, timeout: 120_000 });
      assert.equal(exitCode, 0, all);
      assert.match(all, /^ok /m);
      assert.doesNotMatch(all, /^not ok /m);
    });
});
