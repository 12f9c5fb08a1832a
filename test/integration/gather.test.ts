/** Monitored runs of real slices of this machine. Needs root; writes a file with O_DIRECT. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { execa } from 'execa';
import { gather } from '../../lib/gather/gather.ts';
import type { GatherResult } from '../../lib/gather/result/result.ts';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const skip = process.getuid?.() !== 0 && 'only root may make groups';
const options = { skip, timeout: 60_000 };

const newLab = (): Lab => createLab(localParts);
const unique = (name: string) => `${name}-${randomBytes(3).toString('hex')}`;

const valuesOf = (result: GatherResult, section: string, name: string): Readonly<Record<string, number>> =>
  result.table(section).rows.find((row) => row.name === name)?.values ??
  assert.fail(`${section} has no row of ${name}`);

function assertWithin(share: number, value: number | undefined, expected: number): void {
  const off = Math.abs((value ?? Number.NaN) / expected - 1);
  assert.ok(off <= share, `${value} is not within ${share} of ${expected}`);
}

const SPIN = ['sh', '-c', 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'];
const BYTES = 8 * 2 ** 20;

/** What writes so much past the page cache, and tells how much it was: fio, or else dd. */
async function writerOf(file: string, t: TestContext) {
  const fio = await execa('fio', ['--version'], { reject: false });
  if (fio.exitCode === 0)
    return {
      argv: [
        ...['fio', '--name=w', `--filename=${file}`, `--size=${BYTES}`, '--bs=64k', '--rw=write', '--direct=1'],
        ...['--ioengine=psync', '--output-format=json'],
      ],
      told: (stdout: string): number => JSON.parse(stdout.slice(stdout.indexOf('{'))).jobs[0].write.io_bytes,
    };
  t.diagnostic('fio is not installed: dd writes in its place');
  return {
    argv: ['dd', 'if=/dev/zero', `of=${file}`, 'bs=64k', `count=${BYTES / 65536}`, 'oflag=direct', 'status=none'],
    told: () => BYTES,
  };
}

test('CPU by VM is what its group counted, and disk what fio says it wrote, within 1 %', options, async (t) => {
  await using directory = await temporaryDirectory();
  await using lab = newLab();
  const [spins, writes] = [await lab.vm(unique('spins')).open(), await lab.vm(unique('writes')).open()];
  const before = (await spins.stats()).cpu;
  const writer = await writerOf(join(directory.path, 'written'), t);
  const output = join(directory.path, 'raw');
  await using gathering = await gather.session({ lab, interval: '200ms' }).start();
  await spins.exec(SPIN);
  const { stdout } = await writes.exec(writer.argv);
  await gathering.stop();
  const counted = (await spins.stats()).cpu - before;
  assert.equal((await readdir(directory.path)).includes('raw'), false);
  await gathering.write(output);
  const result = await gather.parse(output);
  const cpu = valuesOf(result, 'cpu', spins.name).cpuSeconds;
  const disk = valuesOf(result, 'disk', writes.name).writtenBytes;
  t.diagnostic(`CPU ${cpu} s of ${counted} s; disk ${disk} of ${writer.told(stdout)} bytes`);
  assertWithin(0.01, cpu, counted);
  assertWithin(0.01, disk, writer.told(stdout));
  const host = result.hostName;
  assert.ok((valuesOf(result, 'cpu', host).cpuSeconds as number) > 0.9 * counted);
  assert.ok((valuesOf(result, 'memory', host).meanBytes as number) > 0);
  assert.deepEqual(
    result.missing.filter((each) => !each.includes('pressure')),
    [],
  );
});

test(
  'all phases in one call: the command in each VM, its output, and a row for the host in every section',
  options,
  async () => {
    await using directory = await temporaryDirectory();
    await using lab = newLab();
    const vms = [await lab.vm(unique('one')).open(), await lab.vm(unique('two')).open()];
    const names = vms.map(({ name }) => name);
    const vmFile = join(directory.path, 'vms.txt');
    await writeFile(vmFile, `# both\n${names.join('\n')}\n`);
    const result = await gather
      .session({ lab, vmFile, interval: '100ms', exclude: ['cache'], command: ['echo', 'hello'] })
      .run();
    assert.deepEqual(
      result.commands.map(({ vm, exitCode, stdout }) => [vm, exitCode, stdout]),
      names.map((name) => [name, 0, 'hello\n']),
    );
    assert.deepEqual(
      result.tables.map(({ section }) => section),
      ['cpu', 'disk', 'network', 'memory', 'pressure', 'schedule'],
    );
    for (const section of ['cpu', 'disk', 'network', 'memory', 'schedule'])
      for (const name of [...names, result.hostName]) valuesOf(result, section, name);
    const saved = await result.save(join(directory.path, 'saved'));
    assert.match(await readFile(join(saved, 'cpu.csv'), 'utf8'), /^name,cpu_seconds,mean_cores,max_cores\n/);
  },
);

test('a VM that ends in mid-run and one that starts are told, with what was gathered of each', options, async () => {
  await using lab = newLab();
  const goes = await lab.vm(unique('goes')).open();
  await using directory = await temporaryDirectory();
  await using gathering = await gather.session({ lab, collectors: ['cpu', 'schedule'], interval: '100ms' }).start();
  await goes.exec(SPIN);
  await goes.close();
  const comes = await lab.vm(unique('comes')).open();
  // The recorder looks for who came every 5 s
  await new Promise((resolve) => setTimeout(resolve, 6000));
  await comes.exec(SPIN);
  const result = await gather.parse(await gathering.write(directory.path));
  assert.ok((valuesOf(result, 'cpu', goes.name).cpuSeconds as number) > 0.05);
  assert.ok((valuesOf(result, 'cpu', comes.name).cpuSeconds as number) > 0.05);
  const missing = result.missing.join('\n');
  assert.match(missing, new RegExp(`${goes.name}: not there any more`));
  assert.match(missing, new RegExp(`${comes.name}: recorded from`));
});

test('a disk that is full keeps what was written, and says what was not', options, async (t) => {
  await using directory = await temporaryDirectory();
  const mounted = await execa('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'none', directory.path], { reject: false });
  if (mounted.exitCode !== 0) return t.skip(`no file system could be mounted: ${mounted.stderr}`);
  try {
    await using lab = newLab();
    await lab.vm(unique('vm')).open();
    const output = join(directory.path, 'raw');
    const session = gather.session({ lab, output, interval: '50ms', duration: '1s', exclude: ['cache'] });
    const { tables, missing } = await session.run();
    assert.match(missing.join('\n'), /no space left on device/);
    assert.ok(tables.length > 0);
  } finally {
    await execa('umount', [directory.path]);
  }
});

test('a signal ends the run early, and what was gathered until then is the result', options, async () => {
  await using lab = newLab();
  const vm = await lab.vm(unique('vm')).open();
  const session = gather.session({ lab, collectors: ['cpu'], interval: '100ms', duration: '1h', vms: [vm] });
  const result = await session.run({ signal: AbortSignal.timeout(2500) });
  assert.ok(result.seconds < 30);
  valuesOf(result, 'cpu', vm.name);
});
