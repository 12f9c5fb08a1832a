import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { HostError, InputError } from '../../../lib/core/errors.ts';
import { gather } from '../../../lib/gather/gather.ts';
import type { Vm } from '../../../lib/lab/vm/vm.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakeCollector, startFake } from '../support/fake-collector.ts';

const never = () => new Promise<never>(() => {});

test('a run goes through its phases, and nothing is on disk before it is written', async () => {
  await using directory = await temporaryDirectory();
  const pages = fakeCollector('pages');
  await using gathering = await startFake({ collectors: [pages] });
  await gathering.stop();
  assert.deepEqual(await readdir(directory.path), []);
  await gathering.write(directory.path);
  const result = await gather.parse(directory.path, { collectors: [pages] });
  assert.deepEqual(pages.done, ['start', 'stop', 'write']);
  assert.deepEqual(result.table('pages').rows, [{ name: 'vm1', values: { countedPages: 3 } }]);
  assert.deepEqual(result.missing, []);
  assert.equal(result.collectors[0]?.cpuSeconds, 0.25);
  assert.match(String(result), /counted \(pages\)/);
  assert.match(String(result.table('pages')), /^pages\n\nname +counted \(pages\)\n─+\nvm1 +3$/);
});

test('what was written is read by who never measured, from the directory alone', async () => {
  await using directory = await temporaryDirectory();
  await using gathering = await startFake({ collectors: [fakeCollector('pages')] });
  await gathering.write(directory.path);
  const again = fakeCollector('pages');
  const { host, versions, startedAt, missing } = await gather.parse(directory.path, { collectors: [again] });
  assert.deepEqual(again.done, []);
  assert.equal(typeof host.kernel, 'string');
  assert.equal(versions.node, process.version);
  assert.ok(Number.isFinite(Date.parse(startedAt)));
  assert.deepEqual(missing, []);
});

test('a collector that nobody knows where it is read is named, and the rest is there', async () => {
  await using directory = await temporaryDirectory();
  await using gathering = await startFake({ collectors: [fakeCollector('pages'), fakeCollector('other')] });
  await gathering.write(directory.path);
  const { tables, missing } = await gather.parse(directory.path, { collectors: [fakeCollector('pages')] });
  assert.deepEqual(
    tables.map(({ section }) => section),
    ['pages'],
  );
  assert.equal(missing.length, 1);
  assert.match(missing[0] as string, /'other'/);
});

const dying = async () => {
  throw new Error('its instrument died');
};

for (const phase of ['start', 'stop', 'write'] as const)
  for (const [how, act, says] of [
    ['dies', dying, /its instrument died/],
    ['hangs', never, /did not end within/],
  ] as const)
    test(`a collector that ${how} at ${phase} is named, and the others go on`, { timeout: 20_000 }, async () => {
      await using directory = await temporaryDirectory();
      const [bad, good] = [fakeCollector('bad', { [phase]: act }), fakeCollector('good')];
      await using gathering = await startFake({ collectors: [bad, good], patience: 0.1 });
      const writing = gathering.write(directory.path);
      if (phase === 'write') await assert.rejects(writing, (error: unknown) => error instanceof HostError);
      else await writing;
      const { tables, missing } = await gather.parse(directory.path, { collectors: [bad, good] });
      assert.ok(tables.some(({ section }) => section === 'good'));
      assert.match(missing.join('\n'), new RegExp(`'bad' failed to ${phase}`));
      assert.match(missing.join('\n'), says);
    });

test('the signal of a collector that hangs is aborted, so that what it holds is let go', async () => {
  let signal: AbortSignal | undefined;
  const hangs = fakeCollector('hangs', {
    start: async (context) => {
      signal = context.signal;
    },
    stop: never,
  });
  await using gathering = await startFake({ collectors: [hangs], patience: 0.05 });
  assert.equal(signal?.aborted, false);
  await gathering.stop();
  assert.equal(signal?.aborted, true);
});

test('a full disk is a HostError that names what was not written; all else is there', async () => {
  await using directory = await temporaryDirectory();
  const full = fakeCollector('large', {
    write: async (path) => {
      throw new HostError({ host: 'local:', operation: 'write', target: path, errno: 'ENOSPC' });
    },
  });
  const small = fakeCollector('small');
  await using gathering = await startFake({ collectors: [full, small] });
  await assert.rejects(gathering.write(directory.path), (error: unknown) => {
    assert.ok(error instanceof HostError);
    assert.equal(error.errno, 'ENOSPC');
    assert.equal(error.target, join(directory.path, 'large'));
    return true;
  });
  const { tables, missing } = await gather.parse(directory.path, { collectors: [full, small] });
  assert.ok(tables.some(({ section }) => section === 'small'));
  assert.match(missing.join('\n'), /'large' failed to write: .*no space left on device/);
});

test('what a collector had no room for is told', async () => {
  await using directory = await temporaryDirectory();
  const small = fakeCollector('small', { cost: () => ({ cpuSeconds: Number.NaN, bytes: 64, dropped: 7 }) });
  await using gathering = await startFake({ collectors: [small] });
  await gathering.write(directory.path);
  const { missing, collectors } = await gather.parse(directory.path, { collectors: [small] });
  assert.deepEqual(missing, ["collector 'small' had no room for 7 of its samples or lines"]);
  assert.ok(Number.isNaN(collectors[0]?.cpuSeconds));
});

const vm = (name: string, exec: Vm['exec']): Vm => ({ name, exec }) as Vm;

test('a command runs in all VMs at the same time, and is kept with its output and its exit code', async () => {
  await using directory = await temporaryDirectory();
  let running = 0;
  let most = 0;
  const exec = (exitCode: number) => async (argv: readonly string[]) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running--;
    return { exitCode, stdout: argv.join(' '), stderr: 'said' };
  };
  const gone = async () => {
    throw new HostError({ host: 'local:', operation: 'run', target: 'ls', stderr: 'it does not run' });
  };
  const vms = [vm('vm1', exec(0)), vm('vm2', exec(3)), vm('vm3', gone)];
  await using gathering = await startFake({ collectors: [], vms, argv: ['ls', '-l'] });
  await gathering.command();
  await gathering.write(directory.path);
  const { commands, missing } = await gather.parse(directory.path);
  assert.equal(most, 2);
  assert.deepEqual(
    commands.map(({ vm: name, exitCode, stdout }) => [name, exitCode, stdout]),
    [
      ['vm1', 0, 'ls -l'],
      ['vm2', 3, 'ls -l'],
      ['vm3', null, ''],
    ],
  );
  assert.match(missing.join(), /the command in vm3, .*it does not run/);
});

test('a command that still runs when the run ends is ended, and named', async () => {
  await using directory = await temporaryDirectory();
  const exec: Vm['exec'] = (_, options) =>
    new Promise((_resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
    });
  await using gathering = await startFake({ collectors: [], vms: [vm('vm1', exec)] });
  const command = gathering.command(['sleep', 'infinity']);
  await gathering.stop();
  assert.match((await command)[0]?.failure ?? '', /was ended/);
  await gathering.write(directory.path);
  assert.match((await gather.parse(directory.path)).missing.join(), /the command in vm1/);
});

test('a command that nobody told is an InputError', async () => {
  await using gathering = await startFake({ collectors: [] });
  await assert.rejects(gathering.command(), InputError);
});

test('a run whose signal was aborted does not start', async () => {
  const pages = fakeCollector('pages');
  const reason = new Error('not now');
  await assert.rejects(
    startFake({ collectors: [pages], signal: AbortSignal.abort(reason) }),
    (error) => error === reason,
  );
  assert.deepEqual(pages.done, []);
});

test('a directory that is not of a run is refused, with what is wrong', async () => {
  await using directory = await temporaryDirectory();
  await assert.rejects(gather.parse(directory.path), HostError);
  await writeFile(join(directory.path, 'gather.json'), '{ "format": 99 }');
  await assert.rejects(gather.parse(directory.path), InputError);
  await writeFile(join(directory.path, 'gather.json'), 'nothing');
  await assert.rejects(gather.parse(directory.path), /gather\.json: expected JSON/);
});

test('a result is kept as JSON, as CSV with units in the names, and as a page', async () => {
  await using directory = await temporaryDirectory();
  const pages = fakeCollector('pages');
  await using gathering = await startFake({ collectors: [pages] });
  await gathering.write(join(directory.path, 'raw'));
  const result = await gather.parse(join(directory.path, 'raw'), { collectors: [pages] });
  await result.save(join(directory.path, 'saved'));
  assert.equal(await readFile(join(directory.path, 'saved', 'pages.csv'), 'utf8'), 'name,counted_pages\nvm1,3\n');
  const json = JSON.parse(await readFile(join(directory.path, 'saved', 'result.json'), 'utf8'));
  assert.equal(json.tables[0].rows[0].values.countedPages, 3);
  assert.ok((await readdir(join(directory.path, 'saved'))).includes('report.html'));
  assert.throws(() => result.table('nothing'), /a section that was gathered: pages/);
});
