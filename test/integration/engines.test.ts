/** fio under throttling and iperf3 under HTB, for real: needs root, both programs, and a disk that the kernel throttles. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { execa } from 'execa';
import type { VmlabError } from '../../lib/core/errors.ts';
import { lab } from '../../lib/lab/lab.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import type { DiskSpec, NetworkSpec } from '../../lib/load/spec.ts';
import type { Replay } from '../../lib/replay/builder.ts';
import { replay } from '../../lib/replay/replay.ts';
import { LIB, runScript, temporaryDirectory } from '../support/scripts.ts';

const DIRECTORY = '/var/tmp';
const SIZE = '32MiB';
const state = await temporaryDirectory();
process.env.VMLAB_STATE = join(state.path, 'state');
after(() => state[Symbol.asyncDispose]());

const succeeds = (...argv: [string, ...string[]]) =>
  execa(argv[0], argv.slice(1)).then(
    () => true,
    () => false,
  );

async function whyNot(): Promise<string | false> {
  if (process.getuid?.() !== 0) return 'needs root: groups are limited and namespaces made';
  for (const program of ['fio', 'iperf3'])
    if (!(await succeeds(program, '--version'))) return `${program} is not installed`;
  const disk = (await execa('stat', ['--format', '%Hd:%Ld', DIRECTORY])).stdout;
  return existsSync(`/sys/dev/block/${disk}`)
    ? false
    : `${DIRECTORY} is on no disk of its own, so nothing can be throttled`;
}
const skip = await whyNot();

let made = 0;
const name = (): string => `engines-${process.pid}-${++made}`;

/** A recording with these bytes in steps of one second. */
async function recordingOf(columns: { read?: number[]; write?: number[]; tx?: number[] }): Promise<Replay> {
  const steps = Math.max(...Object.values(columns).map(({ length }) => length));
  const rows = Array.from({ length: steps }, (_, step) => {
    const [read, write, tx] = [columns.read, columns.write, columns.tx].map((column) => column?.[step] ?? '');
    return `${step + 1},1,vm,,,${read},${write},,${tx}`;
  });
  const file = join(state.path, `${name()}.csv`);
  const header = 'time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes';
  await writeFile(file, `${[header, ...rows].join('\n')}\n`);
  return replay.fromCsv(file);
}

const fioAt = (): DiskSpec & { file: string } => ({
  engine: 'fio',
  file: join(DIRECTORY, `${name()}.disk`),
  size: SIZE,
});

/** Processes with this word in their command line. */
async function processesWith(word: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.split('\0').some((each) => each.includes(word)));
}

async function assertNothingIsLeft({ file }: { file: string }, vm: Vm): Promise<void> {
  assert.equal(existsSync(file), false);
  assert.deepEqual(await processesWith(file), []);
  assert.deepEqual(await vm.cgroup.io.max(), []);
  assert.deepEqual(await vm.cgroup.cpu.quota(), 'max');
}

const isWithin = (ratio: number, bound: number) => Math.abs(ratio - 1) <= bound;

describe('fio under throttling', { skip, timeout: 120_000 }, () => {
  test('moves the bytes of each step, rests in a step of none, and is gone afterwards with its file and its limits', async () => {
    await using vm = await lab.vm(name(), { network: false }).open();
    const disk = fioAt();
    const recording = await recordingOf({ read: [4e6, 0, 8e6, 1e6], write: [1e6, 5e6, 0, 2e6] });
    const run = await recording.disk(disk).on(vm).run();
    assert.deepEqual(run.notes, []);
    for (const figures of [run.fidelity.read, run.fidelity.write]) {
      assert.ok(figures && isWithin(figures.totalRatio, 0.05), JSON.stringify(figures));
      assert.ok(figures.wape < 0.15, JSON.stringify(figures));
    }
    assert.ok((run.achieved.read[1] as number) < 300_000, `read ${run.achieved.read[1]} bytes at rest`);
    assert.ok(run.lateness.max >= 0);
    await assertNothingIsLeft(disk, vm);
  });

  test('gives way to the limit that the user had set', async () => {
    await using vm = await lab.vm(name(), { network: false }).open();
    const device = (await execa('stat', ['--format', '%Hd:%Ld', DIRECTORY])).stdout;
    await vm.cgroup.io.max({ device, write: 50e6 });
    const found = await vm.cgroup.io.max();
    await (await recordingOf({ write: [2e6, 3e6] })).disk(fioAt()).on(vm).run();
    assert.deepEqual(await vm.cgroup.io.max(), found);
  });

  test('is refused for a file that is on no disk, before it is made', async () => {
    const directory = join(state.path, name());
    await mkdir(directory);
    await execa('mount', ['-t', 'tmpfs', 'tmpfs', directory]);
    try {
      const file = join(directory, 'a.disk');
      const refused = ({ code, message }: VmlabError) => code === 'UNSUPPORTED' && message.includes(file);
      await assert.rejects((await recordingOf({ write: [1e6] })).disk({ engine: 'fio', file }).run(), refused);
      assert.equal(existsSync(file), false);
    } finally {
      await execa('umount', [directory]);
    }
  });

  test('that waits for its disk at a byte a second ends within a second of an abort', async () => {
    await using vm = await lab.vm(name(), { network: false }).open();
    const disk = fioAt();
    const recording = await recordingOf({ read: [1e6, ...new Array(60).fill(0)], write: [1e6] });
    const abort = new AbortController();
    let aborted = 0;
    const onProgress = ({ step }: { step: number }) => {
      if (step < 2 || abort.signal.aborted) return;
      aborted = performance.now();
      abort.abort(new Error('enough'));
    };
    await assert.rejects(recording.disk(disk).on(vm).run({ signal: abort.signal, onProgress }), /enough/);
    assert.ok(performance.now() - aborted < 1500, `${performance.now() - aborted} ms`);
    await assertNothingIsLeft(disk, vm);
  });

  test('dies with a script that is killed, and a clean-up takes the rest', async () => {
    const disk = fioAt();
    const recording = await recordingOf({ write: new Array(60).fill(0).fill(1e6, 0, 1) });
    const script = await runScript(
      `import { replay } from '${LIB}replay/replay.ts';
      import { lab } from '${LIB}lab/lab.ts';
      const vm = await lab.vm('${name()}', { network: false }).open();
      const onProgress = ({ step }) => step === 2 && console.log('two');
      await replay.fromCsv('${recording.toJSON().file}').disk(${JSON.stringify(disk)}).on(vm).run({ onProgress });`,
      state.path,
    );
    await script.says('two');
    script.child.kill('SIGKILL');
    await script.ended;
    const outcomes = await lab.cleanup();
    assert.deepEqual(
      outcomes.filter(({ left }) => left),
      [],
    );
    assert.equal(existsSync(disk.file), false);
    assert.deepEqual(await processesWith(disk.file), []);
  });
});

describe('iperf3 under HTB', { skip, timeout: 120_000 }, () => {
  for (const protocol of ['udp', 'tcp'] as const)
    test(`sends the bytes of each step by ${protocol}, and is gone afterwards with its server and its limit`, async () => {
      await using vm = await lab.vm(name()).open();
      const recording = await recordingOf({ tx: [3e6, 1e6, 8e6, 2e6] });
      const run = await recording.network({ engine: 'iperf3', protocol }).on(vm).run();
      const { tx } = run.fidelity;
      assert.deepEqual(run.notes, []);
      assert.ok(tx && isWithin(tx.totalRatio, 0.1) && tx.wape < 0.2, JSON.stringify(tx));
      assert.equal(await vm.network.rate(), 'max');
      assert.deepEqual(await processesWith(vm.network.hostAddress), []);
      assert.deepEqual(await vm.cgroup.cpu.quota(), 'max');
    });

  test('sends to a server of the user, and gives way to the limit that the user had set', async () => {
    await using vm = await lab.vm(name()).open();
    await vm.network.rate({ tx: 50e6 });
    const found = await vm.network.rate();
    const server = execa('iperf3', ['--server', '--bind', vm.network.hostAddress, '--port', '5333'], { reject: false });
    try {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const to: NetworkSpec = { engine: 'iperf3', to: vm.network.hostAddress, port: 5333 };
      const run = await (await recordingOf({ tx: [2e6, 4e6] })).network(to).on(vm).run();
      assert.ok(isWithin(run.fidelity.tx?.totalRatio ?? 0, 0.15), JSON.stringify(run.fidelity.tx));
      assert.equal(await vm.network.rate(), found);
    } finally {
      server.kill('SIGKILL');
      await server;
    }
  });

  test('says what iperf3 said where nobody listens, and leaves no limit', async () => {
    await using vm = await lab.vm(name()).open();
    const to: NetworkSpec = { engine: 'iperf3', to: vm.network.hostAddress, port: 5334 };
    const refused = ({ code, message }: VmlabError) => code === 'ENGINE' && message.includes('Connection refused');
    await assert.rejects((await recordingOf({ tx: [1e6] })).network(to).on(vm).run(), refused);
    assert.equal(await vm.network.rate(), 'max');
  });
});

describe('a machine without the programs', { skip, timeout: 60_000 }, () => {
  /** A PATH with only what vmlab itself needs. */
  async function withoutPrograms(act: () => Promise<void>): Promise<void> {
    const path = join(state.path, name());
    await mkdir(path);
    for (const program of ['ip', 'tc', 'stat', 'lsblk', 'wipefs'])
      await symlink((await execa('which', [program])).stdout, join(path, program));
    const found = process.env.PATH;
    process.env.PATH = path;
    try {
      await act();
    } finally {
      process.env.PATH = found;
    }
  }

  const names = (program: string) => (error: VmlabError) =>
    error.code === 'UNSUPPORTED' && error.message.includes(`apt-get install ${program}`);

  test('is told which package has fio, before anything is written', () =>
    withoutPrograms(async () => {
      await using vm = await lab.vm(name(), { network: false }).open();
      const disk = fioAt();
      await assert.rejects((await recordingOf({ write: [1e6] })).disk(disk).on(vm).run(), names('fio'));
      await assertNothingIsLeft(disk, vm);
    }));

  test('is told which package has iperf3, before anything is limited', () =>
    withoutPrograms(async () => {
      await using vm = await lab.vm(name()).open();
      const recording = await recordingOf({ tx: [1e6] });
      await assert.rejects(recording.network({ engine: 'iperf3' }).on(vm).run(), names('iperf3'));
      assert.equal(await vm.network.rate(), 'max');
    }));
});
