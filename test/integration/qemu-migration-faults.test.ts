/**
 * Live migrations that fail, at every phase: each ends in one error with the log of both sides, and one running copy of the guest. The faults are, in their
 * order: refused connection, wrong machine, link cut in precopy, destination killed in precopy, cancelled, not converging in time, disk full, memory that
 * differs, destination killed when all had come, link cut in postcopy, destination killed in postcopy, source killed in precopy.
 */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { RunError } from '../../lib/core/errors.ts';
import type { MigrationRunOptions } from '../../lib/driver/migration/options.ts';
import type { MigrationPhase } from '../../lib/driver/migration/progress.ts';
import type { MigrationResult } from '../../lib/driver/migration/result.ts';
import type { QemuDomain } from '../../lib/driver/qemu/domain.ts';
import type { MachineOptions } from '../../lib/driver/qemu/machine/options.ts';
import { runMigration } from '../../lib/driver/qemu/migration/run.ts';
import { startQemu } from '../../lib/driver/qemu/start.ts';
import { beginToDirty, checker } from './small-guest/dirty.ts';
import { type SmallGuests, smallGuests } from './small-guest/guests.ts';
import { whyNot } from './small-guest/here.ts';
import { breakableLink } from './small-guest/link.ts';

/** So slow that it is under way for as long as a test needs. */
const SLOW = '8MiB/s';
/** So fast, in bytes/s, that the guest has soon checked all its memory. */
const FAST = 32 * 2 ** 20;

describe('a migration that fails', { skip: await whyNot(), timeout: 150_000 }, () => {
  let guests: SmallGuests;
  /** It survives all but the last ones. */
  let source: QemuDomain;
  let destination: QemuDomain;

  before(async () => {
    guests = await smallGuests();
    source = await guests.boot();
    await beginToDirty(source, FAST);
  });
  after(() => guests?.[Symbol.asyncDispose]());

  const startDestination = async (options: Partial<MachineOptions> = {}) => {
    destination = await startQemu(guests.parts, guests.spec({ incoming: true, paused: true, ...options }));
  };

  const migrate = (options: MigrationRunOptions) =>
    runMigration(guests.parts, { source, destination }, { timeout: '40s', ...options });

  /** It failed with this code and these words, and the guest goes on here: its memory is whole, the destination gone. */
  async function assertGoesOn(migration: Promise<unknown>, code: string, words: RegExp): Promise<MigrationResult> {
    const { result } = await failed(migration, code, words);
    assert.equal(result.survivor, 'source');
    assert.equal(typeof result.log.destination, 'string');
    await assertRunsHere();
    return result;
  }

  async function assertRunsHere(): Promise<void> {
    await destination.ended;
    assert.equal((await source.info()).state, 'running');
    assert.equal(await checker(source, AbortSignal.timeout(30_000)), 'verified');
    assert.equal(guests.parts.session.effects.filter(({ kind }) => kind === 'end-process').length, 1);
  }

  test('as nobody listens', async () => {
    await startDestination();
    const nobody = migrate({ through: ({ host }) => ({ host, port: 1 }) });
    await assertGoesOn(nobody, 'MIGRATION', /failed \(\w+\): .*Connection refused.*the guest goes on at the source$/);
  });

  test('as the destination is another machine', async () => {
    await startDestination({ balloon: false });
    const { log } = await assertGoesOn(migrate({}), 'MIGRATION', /goes on at the source$/);
    assert.match(log.destination, /balloon|Unknown|load/i);
  });

  test('as its link is cut in precopy', async () => {
    await startDestination();
    await using link = breakableLink();
    const cut = migrate({ bandwidth: SLOW, through: link.through, onProgress: once('precopy', link.cut) });
    await assertGoesOn(cut, 'MIGRATION', /failed \(precopy|ending\)/);
  });

  test('as the destination is killed in precopy', async () => {
    await startDestination();
    const killed = migrate({ bandwidth: SLOW, onProgress: once('precopy', () => kill(destination)) });
    await assertGoesOn(killed, 'MIGRATION', /goes on at the source$/);
  });

  test('as it is cancelled', async () => {
    await startDestination();
    const controller = new AbortController();
    const cancel = () => controller.abort(new Error('changed my mind'));
    const cancelled = migrate({ bandwidth: SLOW, signal: controller.signal, onProgress: once('precopy', cancel) });
    await assert.rejects(cancelled, /^Error: changed my mind$/);
    await assertRunsHere();
  });

  test('as it does not converge in time', async () => {
    await startDestination();
    const { progress } = await assertGoesOn(
      migrate({ bandwidth: SLOW, timeout: '1s' }),
      'TIMEOUT',
      /it took more than 1 s/,
    );
    assert.ok(progress.length > 3);
  });

  test('as the disk is full where its memory is to be compared', async () => {
    const tiny = join(guests.directory, 'tiny');
    await mkdir(tiny);
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'vmlab-tiny', tiny]);
    await startDestination();
    const { TMPDIR } = process.env;
    process.env.TMPDIR = tiny;
    try {
      await assertGoesOn(migrate({ bandwidth: 0, verify: 'memory' }), 'MIGRATION', /pmemsave/);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      await execa('umount', [tiny]);
    }
  });

  test('as the memory that came is not what was sent', async () => {
    await startDestination();
    // As a QEMU that loses pages would have it: what the destination tells of its memory is of another moment.
    const { qmp } = destination;
    const { execute } = qmp;
    Object.assign(qmp, {
      execute: (command: string, args: object, options?: object) =>
        execute.call(qmp, command, command === 'pmemsave' ? { ...args, val: 4096 } : args, options),
    });
    const result = await assertGoesOn(
      migrate({ bandwidth: 0, verify: 'memory' }),
      'CORRUPTED',
      /\d+ of 40960 pages are not what they were/,
    );
    assert.equal(result.guest, 'corrupt');
    assert.ok((result.memory?.first.length ?? 0) > 0);
  });

  test('as the destination is killed when all had come to it, and it had not run', async () => {
    await startDestination();
    const late = migrate({ bandwidth: 0, onProgress: once('ending', () => kill(destination)) });
    await assertGoesOn(late, 'MIGRATION', /goes on at the source$/);
  });

  test('does not, as a link that is cut in postcopy is made anew', async () => {
    await startDestination();
    await using link = breakableLink();
    destination.qmp.onEvent(({ name }) => name === 'RESUME' && setTimeout(link.cut, 200));
    const options = { mode: 'postcopy', bandwidth: SLOW, verify: 'guest', checker } as const;
    const { guest, postcopy } = await migrate({ ...options, through: link.through });
    assert.equal(guest, 'verified');
    assert.equal(postcopy.recoveries, 1);
    await source.ended;
    source = destination;
    await source.info();
  });

  test('as the destination is killed in postcopy: then the guest is lost, and nothing of it runs', async () => {
    await startDestination();
    const options = { mode: 'postcopy', bandwidth: SLOW } as const;
    const killed = migrate({ ...options, onProgress: once('postcopy', () => kill(destination)) });
    const { result } = await failed(killed, 'MIGRATION', /the guest is lost$/);
    assert.deepEqual([result.survivor, result.guest], ['none', 'lost']);
    await Promise.all([source.ended, destination.ended]);
    assert.deepEqual(guests.parts.session.effects, []);
  });

  test('as the source is killed in precopy: then the guest is lost, and nothing of it runs', async () => {
    source = await startQemu(guests.parts, guests.spec());
    await startDestination();
    const killed = migrate({ bandwidth: SLOW, onProgress: once('precopy', () => kill(source)) });
    const { result } = await failed(killed, 'MIGRATION', /the guest is lost$/);
    assert.equal(result.survivor, 'none');
    await Promise.all([source.ended, destination.ended]);
    assert.deepEqual(guests.parts.session.effects, []);
  });
});

const kill = ({ pid }: QemuDomain): void => void process.kill(pid, 'SIGKILL');

/** Does something the first time that a phase is seen. */
function once(phase: MigrationPhase, act: () => unknown) {
  let done = false;
  return (look: { readonly phase: MigrationPhase }) => {
    if (done || look.phase !== phase) return;
    done = true;
    act();
  };
}

async function failed(
  migration: Promise<unknown>,
  code: string,
  words: RegExp,
): Promise<RunError & { readonly result: MigrationResult }> {
  const error = await migration.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof RunError)) throw error;
  assert.match(error.message, words);
  assert.equal(error.code, code);
  assert.ok(error.result);
  return error as RunError & { readonly result: MigrationResult };
}
