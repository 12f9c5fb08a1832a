/** The addon's own tests once more, with the addon built so that it looks for misuse of memory and undefined behaviour in itself. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { NATIVE_ROOMS } from '../native/plain-tests.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const SUITES = ['step-clock', 'recorder', 'environment', 'wall-clock'];
const ROUNDS = 3;

const hasSanitizers = await execa('g++', ['-print-file-name=libasan.so'], { reject: false });
const libasan = hasSanitizers.stdout?.startsWith('/') ? hasSanitizers.stdout : undefined;
const skip = libasan === undefined && 'there is no g++ with libasan here';

test('the addon misuses no memory and does nothing undefined', { skip, timeout: 600_000 }, async () => {
  await using directory = await temporaryDirectory();
  await layOut(directory.path);
  await build(join(directory.path, 'native/build/Release/vmlab.node'));
  const files = SUITES.map((suite) => join('test/native', `${suite}.test.ts`));
  for (let round = 0; round < ROUNDS; round++) {
    const { all, exitCode } = await execa(process.execPath, ['--import', 'tsx', '--test', ...files], {
      cwd: directory.path,
      all: true,
      reject: false,
      env: { ...watchful(), NODE_TEST_CONTEXT: undefined },
    });
    assert.equal(exitCode, 0, all);
    assert.match(all, /^# pass [1-9]/m);
  }
});

/** All that the tests need, but another addon. */
async function layOut(directory: string): Promise<void> {
  for (const part of ['lib', 'package.json', 'test/native', 'test/support'])
    await cp(join(ROOT, part), join(directory, part), { recursive: true });
  await mkdir(join(directory, 'native/build/Release'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
}

function build(output: string): Promise<unknown> {
  const require = createRequire(import.meta.url);
  const headers = [dirname(require.resolve('node-addon-api')), require('node-api-headers').include_dir];
  const includes = [join(ROOT, 'native/src'), ...headers].map((path) => `-I${path}`);
  const flags = [
    '-std=c++20',
    '-g',
    '-O1',
    '-fPIC',
    '-shared',
    '-pthread',
    '-DNAPI_VERSION=8',
    '-DNAPI_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ];
  const checks = ['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'];
  return execa('g++', [
    ...flags,
    ...checks,
    ...includes,
    ...[...NATIVE_ROOMS, 'binding'].flatMap(sourcesIn),
    '-o',
    output,
  ]);
}

function sourcesIn(room: string): string[] {
  const directory = join(ROOT, 'native/src', room);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.cc'))
    .map((name) => join(directory, name));
}

/** Node itself is not instrumented, so the run-time comes with it, and what Node never frees is no news. */
const watchful = () => ({ LD_PRELOAD: libasan, ASAN_OPTIONS: 'detect_leaks=0:halt_on_error=1' });
