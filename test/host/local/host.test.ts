import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { HostError } from '../../../lib/core/errors.ts';
import { hostFacts } from '../../../lib/host/local/facts.ts';
import { fileSource, writeText } from '../../../lib/host/local/files.ts';
import { localHost } from '../../../lib/host/local/host.ts';
import { temporaryDirectory } from '../../support/scripts.ts';

const host = localHost();
const NODE = process.execPath;

describe('this machine as a host', () => {
  test('keeps files and directories', async () => {
    await using directory = await temporaryDirectory();
    const sub = join(directory.path, 'sub');
    await host.makeDirectory(sub);
    await host.writeFile(join(sub, 'file'), 'text');
    assert.equal(await host.readFile(join(sub, 'file')), 'text');
    assert.deepEqual(await host.list(sub), ['file']);
    await host.removeFile(join(sub, 'file'));
    await host.removeDirectory(sub);
    assert.equal(await host.exists(sub), false);
  });

  const FAILURES: [string, () => Promise<unknown>, string][] = [
    ['reading what is not there', () => host.readFile('/nowhere/at/all'), 'ENOENT'],
    ['listing a file', () => host.list('/proc/self/stat'), 'ENOTDIR'],
    ['making a directory twice', () => host.makeDirectory('/proc'), 'EEXIST'],
    ['running what is not installed', () => host.run(['vmlab-no-such-program']), 'ENOENT'],
  ];
  for (const [what, act, errno] of FAILURES)
    test(`${what} is a HostError with ${errno}`, () =>
      assert.rejects(act, (error: HostError) => error instanceof HostError && error.errno === errno));

  test('runs a program with its input, without a shell', async () => {
    const echo = 'process.stdin.pipe(process.stdout); console.error(process.argv[1])';
    const { stdout, stderr, exitCode } = await host.run([NODE, '-e', echo, '$HOME; ls'], { input: 'in\n' });
    assert.deepEqual({ stdout, stderr, exitCode }, { stdout: 'in\n', stderr: '$HOME; ls\n', exitCode: 0 });
  });

  test('tells the standard error of a program that fails', () =>
    assert.rejects(host.run([NODE, '-e', 'console.error("no luck"); process.exitCode = 3']), /no luck/));

  test('resolves with the exit code where any is welcome, 128 and more for signals', async () => {
    const code = (script: string) => host.run([NODE, '-e', script], { anyExitCode: true });
    assert.equal((await code('process.exitCode = 3')).exitCode, 3);
    assert.equal((await code('process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 1e4)')).exitCode, 137);
  });

  test('ends a program, and throws the reason, when told to', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const running = host.run([NODE, '-e', 'setTimeout(() => {}, 60000)'], { signal: stop.signal });
    setTimeout(() => stop.abort(reason), 100);
    await assert.rejects(running, (error) => error === reason);
  });

  test('knows its facts', async () => {
    const facts = hostFacts();
    assert.equal(facts.kernel, (await host.readFile('/proc/sys/kernel/osrelease')).trim());
    assert.ok(facts.cpus >= 1 && facts.memory > 2 ** 20);
  });
});

describe('files as streams', () => {
  test('come back as they were written, more than once', async () => {
    await using directory = await temporaryDirectory();
    const path = join(directory.path, 'long');
    const pieces = Array.from({ length: 40_000 }, (_, line) => `line ${line}, ünïcode\n`);
    await writeText(path, pieces);
    const source = fileSource(path);
    assert.equal(source.name, path);
    for (const _ of [1, 2]) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open()) chunks.push(chunk);
      assert.equal(Buffer.concat(chunks).toString(), pieces.join(''));
    }
  });

  test('that cannot be opened are HostErrors', async () => {
    const reading = async () => {
      for await (const _ of fileSource('/nowhere/at/all').open()) assert.fail('there is nothing to read');
    };
    await assert.rejects(reading, (error: HostError) => error.errno === 'ENOENT');
    await assert.rejects(writeText('/nowhere/at/all', ['x']), (error: HostError) => error.errno === 'ENOENT');
  });

  test('whose pieces fail throw that failure, and are closed', async () => {
    await using directory = await temporaryDirectory();
    const path = join(directory.path, 'half');
    const failing = async function* () {
      yield 'half';
      throw new Error('the other half is missing');
    };
    await assert.rejects(writeText(path, failing()), /the other half/);
    await writeFile(path, '');
  });
});
