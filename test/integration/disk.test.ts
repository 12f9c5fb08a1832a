/** What a disk load may write to. Needs root and loop devices. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { execa } from 'execa';
import { InputError } from '../../lib/core/errors.ts';
import { replay } from '../../lib/replay/replay.ts';
import { writeTidy } from '../../lib/trace/format/tidy/write.ts';
import { createTrace } from '../../lib/trace/trace.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const skip = process.getuid?.() !== 0 && 'only root may make loop devices';
const MB = 1e6;

/** A block device of 64 MiB, for one test. */
async function loopDevice(directory: string) {
  const file = join(directory, 'disk.img');
  await writeFile(file, '');
  await truncate(file, 64 * 2 ** 20);
  const { stdout: device } = await execa('losetup', ['--find', '--show', file]);
  return { device, [Symbol.asyncDispose]: async () => void (await execa('losetup', ['--detach', device])) };
}

/** Two steps of a second: 4 MB read and 2 MB written in each. */
async function recordingIn(directory: string): Promise<string> {
  const interval = Float64Array.of(1, 1);
  const trace = createTrace('vm', {
    interval,
    read: Float64Array.of(4 * MB, 4 * MB),
    write: Float64Array.of(2 * MB, 2 * MB),
  });
  const file = join(directory, 'recording.csv');
  await writeFile(file, [...writeTidy({ traces: [trace] })].join(''));
  return file;
}

describe('a block device', { skip }, () => {
  test('that nothing uses is read and written, and the kernel counts it on that device', async () => {
    await using directory = await temporaryDirectory();
    await using loop = await loopDevice(directory.path);
    const run = await replay
      .fromCsv(await recordingIn(directory.path))
      .disk({ device: loop.device, size: '32MiB' })
      .run();
    for (const resource of ['read', 'write'] as const) {
      const figures = run.fidelity[resource];
      assert.match(figures?.measuredBy ?? '', /blkio|io\.stat/);
      assert.ok(Math.abs((figures?.totalRatio ?? 0) - 1) < 0.05, `${resource}: ${figures?.totalRatio}`);
    }
  });

  test('that holds a file system is refused, and left as it is', async () => {
    await using directory = await temporaryDirectory();
    await using loop = await loopDevice(directory.path);
    await execa('mkfs.ext4', ['-q', loop.device]);
    const before = await execa('sha256sum', [loop.device]);
    const running = replay
      .fromCsv(await recordingIn(directory.path))
      .disk({ device: loop.device })
      .run();
    await assert.rejects(running, (error: unknown) => error instanceof InputError && /ext4/.test(error.message));
    assert.equal((await execa('sha256sum', [loop.device])).stdout, before.stdout);
  });

  test('that is mounted is refused even where the user named another one, and taken where its own name is said twice', async () => {
    await using directory = await temporaryDirectory();
    await using loop = await loopDevice(directory.path);
    await execa('mkfs.ext4', ['-q', loop.device]);
    const mount = join(directory.path, 'mount');
    await mkdir(mount);
    await execa('mount', [loop.device, mount]);
    try {
      const builder = replay.fromCsv(await recordingIn(directory.path));
      await assert.rejects(builder.disk({ device: loop.device, allowMounted: '/dev/other' }).run(), InputError);
    } finally {
      await execa('umount', [mount]);
    }
    const builder = replay.fromCsv(await recordingIn(directory.path)).only('read');
    const run = await builder.disk({ device: loop.device, allowMounted: loop.device, size: '32MiB' }).run();
    assert.ok((run.fidelity.read?.achieved ?? 0) > 7 * MB);
  });
});

test('a run that is aborted while its disk file is being written ends at once, and leaves no file', {
  skip,
}, async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'large');
  const recording = await recordingIn(directory.path);
  const begin = performance.now();
  const running = replay
    .fromCsv(recording)
    .disk({ file, size: '8GiB' })
    .run({ signal: AbortSignal.timeout(500) });
  await assert.rejects(running, { name: 'TimeoutError' });
  assert.ok(performance.now() - begin < 1500, 'more than a second after the signal');
  assert.equal(existsSync(file), false);
});

test('a disk file that is there already is refused, and keeps its content', { skip }, async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'mine');
  await writeFile(file, 'my data');
  await assert.rejects(
    replay
      .fromCsv(await recordingIn(directory.path))
      .disk({ file })
      .run(),
    InputError,
  );
  assert.equal(await readFile(file, 'utf8'), 'my data');
  await rm(file);
});
