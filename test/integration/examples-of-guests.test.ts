/** The examples that need a guest, with the small one. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { appeared, lookAtMachine, type Machine } from '../support/machine.ts';
import { guestBridge, whyNoBridge } from './small-guest/bridge.ts';
import { AGENT, KERNEL, MODULES, QEMU, whyNot } from './small-guest/here.ts';
import { buildSmallGuest } from './small-guest/image.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const TSX = import.meta.resolve('tsx');
/** 'vmlab' is what lies here: the other examples are run from a build. */
const FROM_SOURCES = JSON.stringify({ compilerOptions: { baseUrl: ROOT, paths: { vmlab: ['./lib/index.ts'] } } });
const skip = (await whyNot()) || (await whyNoBridge());
const SMALL = ['--kernel', KERNEL, '--memory', '160M', '--size', '16M', '--rate', '8M', '--qemu', QEMU];

describe('examples of guests', { skip, timeout: 240_000 }, () => {
  let directory: string;
  let initrd: string;
  let found: Machine;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vmlab-examples-'));
    initrd = await buildSmallGuest({ directory, modules: MODULES, agent: AGENT });
    await writeFile(join(directory, 'tsconfig.json'), FROM_SOURCES);
    found = await lookAtMachine();
  });
  after(() => rm(directory, { recursive: true, force: true }));

  const run = (name: string, words: readonly string[]) =>
    execa(process.execPath, ['--import', TSX, join(ROOT, 'examples', name), ...SMALL, '--initrd', initrd, ...words], {
      cwd: directory,
      env: {
        NODE_TEST_CONTEXT: undefined,
        VMLAB_STATE: join(directory, 'state'),
        TSX_TSCONFIG_PATH: join(directory, 'tsconfig.json'),
      },
      all: true,
      reject: false,
    });

  test('migrate-under-load.ts draws what QEMU, the guest and its client saw as one timeline', async () => {
    await using bridge = await guestBridge();
    const [address = ''] = bridge.guest.split('/');
    const append = `console=ttyS0 quiet guest.address=${bridge.guest}`;
    const words = ['--append', append, '--taps', bridge.taps.join(','), '--address', address, '--out', 'out'];
    const { exitCode, all } = await run('migrate-under-load.ts', words);
    assert.equal(exitCode, 0, all);
    assert.match(all, /^Live migration: precopy, guest verified$/m);
    assert.match(all, /^Downtime of 10\.\d+\.\d+\.2$/m);
    assert.deepEqual((await readdir(join(directory, 'out'))).sort(), ['report.html', 'timeline.svg']);
    const picture = await readFile(join(directory, 'out/timeline.svg'), 'utf8');
    for (const title of ['Rates', 'Remaining', 'Longest time between two answers', 'Outage'])
      assert.match(picture, new RegExp(`>${title}\\b`), title);
  });

  test('find-silent-corruption.ts finds none where there is none', async () => {
    const { exitCode, all } = await run('find-silent-corruption.ts', []);
    assert.equal(exitCode, 0, all);
    assert.match(all, /: guest verified after \d+ passes, 0 of 40960 pages differ$/m);
  });

  test('leave nothing behind', async () => {
    const marks = ['under-load', 'corruption-0', 'vmlab-qemu', join(directory, 'state')];
    assert.deepEqual(appeared(found, await lookAtMachine([join(directory, 'state')]), marks), []);
  });
});
