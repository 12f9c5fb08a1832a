/** QEMU processes that vmlab starts, with a guest in them; under emulation, since not every machine has a KVM that works. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../lib/core/errors.ts';
import type { QemuDomain } from '../../lib/driver/qemu/domain.ts';
import { readInGuest, writeInGuest } from '../../lib/driver/qemu/guest-agent/files.ts';
import { findAccelerator, trial } from '../../lib/driver/qemu/machine/accelerator.ts';
import { startQemu } from '../../lib/driver/qemu/start.ts';
import { LIB, runScript } from '../support/scripts.ts';
import { type SmallGuests, smallGuests } from './small-guest/guests.ts';
import { QEMU, whyNot } from './small-guest/here.ts';

const EMULATOR = { program: QEMU, cpu: 'max' };

describe('a machine of QEMU', { skip: await whyNot(), timeout: 120_000 }, () => {
  let guests: SmallGuests;
  let vm: QemuDomain;

  before(async () => {
    guests = await smallGuests();
    vm = await guests.boot({ network: 'user', disks: [{ empty: '64M' }] });
  });
  after(() => guests?.[Symbol.asyncDispose]());

  test('tells what it is', async () => {
    const { name, state, vcpus, memory, accelerator, version } = await vm.info();
    assert.deepEqual(
      { name, state, vcpus, memory, accelerator },
      { name: 'vm1', state: 'running', vcpus: 1, memory: 160 * 2 ** 20, accelerator: 'tcg' },
    );
    assert.match(version ?? '', /^\d+\.\d+\.\d+$/);
  });

  test('runs programs in its guest, with their input, output and exit code', async () => {
    const script = 'cat; test -b /dev/vda && test -d /sys/class/net/eth0 && echo ü >&2; exit 3';
    const output = await vm.exec(['/bin/sh', '-c', script], { input: 'in\n' });
    assert.deepEqual(output, { exitCode: 3, stdout: 'in\n', stderr: 'ü\n' });
    await assert.rejects(
      vm.exec(['/bin/none']),
      /execute guest-exec on the guest agent of vm1 failed: GenericError: .*No such file/,
    );
  });

  test('ends a program in the guest when it is told to', async () => {
    const controller = new AbortController();
    const running = vm.exec(['sleep', '1234'], { signal: controller.signal });
    await wait(200);
    controller.abort(new Error('enough'));
    await assert.rejects(running, /^Error: enough$/);
    const { stdout } = await vm.exec(['sh', '-c', 'ps | grep -c "[s]leep 1234"']);
    assert.equal(stdout, '0\n');
  });

  test('takes a file in pieces, whole', async () => {
    const bytes = await readFile(new URL('../../package-lock.json', import.meta.url));
    await writeInGuest(vm.agent!, { path: '/tmp/copied', bytes });
    assert.equal(await readInGuest(vm.agent!, '/tmp/copied'), bytes.toString());
  });

  test("tells its guest's memory, and how much of it is free", async () => {
    let told = await vm.memory();
    for (let looks = 0; looks < 50 && Number.isNaN(told.total); looks++) {
      await wait(100);
      told = await vm.memory();
    }
    assert.ok(told.total > 100 * 2 ** 20 && told.total < 160 * 2 ** 20, `${told.total}`);
    assert.ok(told.free > 0 && told.free < told.total && told.available >= told.free);
  });

  test('is counted by the kernel', async () => {
    const { cpu } = await vm.counters();
    const read = async () => cpu!.parse(await readFile(cpu!.file, 'utf8'));
    const start = await read();
    await vm.exec(['sh', '-c', 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done']);
    assert.ok((await read()) > start + 0.02, 'a guest that spins uses CPU');
  });

  test('stands still while it is paused', async () => {
    const paused = await vm.pause();
    assert.equal((await vm.info()).state, 'paused');
    await assert.rejects(vm.agent!.execute('guest-ping', {}, { timeout: 0.3 }), /ETIMEDOUT/);
    await paused.undo();
    assert.equal((await vm.info()).state, 'running');
    await vm.agent!.execute('guest-ping');
  });

  test('shuts down when it is asked to, and leaves nothing', async () => {
    await vm.shutdown({ signal: AbortSignal.timeout(10_000) });
    assert.deepEqual(guests.parts.session.effects, []);
    assert.deepEqual(await machineDirectories(), []);
  });

  test("that cannot be started is told in QEMU's words, and leaves nothing", async () => {
    const wrong = startQemu(guests.parts, guests.spec({ cpu: 'none-such' }));
    await assert.rejects(
      wrong,
      (error) => error instanceof HostError && /unable to find CPU model 'none-such'/.test(error.message),
    );
    await assert.rejects(startQemu(guests.parts, guests.spec({ program: '/none' })), /\/none/);
    assert.deepEqual(guests.parts.session.effects, []);
    assert.deepEqual(await machineDirectories(), []);
  });

  test('finds out which accelerator runs a guest, once, and in time', async () => {
    assert.ok(await trial(EMULATOR, 'tcg'), 'TCG runs everywhere');
    const start = performance.now();
    const found = await findAccelerator(guests.parts.session, EMULATOR);
    assert.ok(['kvm', 'tcg'].includes(found));
    assert.ok(performance.now() - start < 6000);
    const again = performance.now();
    assert.equal(await findAccelerator(guests.parts.session, EMULATOR), found);
    assert.ok(performance.now() - again < 50);
  });

  test('ends with the process that started it, even where that is killed', async () => {
    const script = await runScript(startsAndWaits, guests.directory);
    await script.says('started');
    const [pid] = await pidsOf(guests.directory);
    assert.ok(pid);
    script.child.kill('SIGKILL');
    await script.ended;
    for (let looks = 0; looks < 100 && (await pidsOf(guests.directory)).length > 0; looks++) await wait(20);
    assert.deepEqual(await pidsOf(guests.directory), []);
    await runScript(cleansUp, guests.directory).then(({ ended }) => ended);
    assert.deepEqual(await machineDirectories(), []);
  });

  /** The name of the machine holds the test's own directory: by that its process is found. */
  const nameOf = (directory: string) => directory.slice(directory.lastIndexOf('/') + 1);

  const startsAndWaits = `
    import { localParts } from '${LIB}lab/session.ts';
    import { machineSpec } from '${LIB}driver/qemu/machine/spec.ts';
    import { startQemu } from '${LIB}driver/qemu/start.ts';
    const name = process.env.VMLAB_STATE.split('/').at(-2);
    await startQemu(localParts(), machineSpec({ name, memory: '16M', accelerator: 'tcg', program: '${QEMU}' }));
    console.log('started');
    setInterval(() => undefined, 1000);
  `;
  const cleansUp = `
    import { cleanUp } from '${LIB}core/session.ts';
    import { localParts } from '${LIB}lab/session.ts';
    await cleanUp(localParts());
  `;

  async function pidsOf(directory: string): Promise<string[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
    const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    return pids.filter((_, index) => lines[index]?.includes(`\0-name\0${nameOf(directory)}\0`));
  }
});

/** Of this test alone: other machines may run here. */
const known = new Set(await readdir(tmpdir()));
const machineDirectories = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('vmlab-qemu-') && !known.has(name));
