/**
 * The lab on a machine with cgroup v2 only. Few machines that run tests are one, so a guest is booted whose kernel has nothing else mounted;
 * what its own tests (guest/inside) say is told again here. Needs QEMU, busybox and a kernel: test/provision.sh brings them.
 */
import assert from 'node:assert/strict';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { boot, type GuestRun } from './guest/boot.ts';
import { buildImage, NATIVE } from './guest/image.ts';
import type { Line, Outcome } from './guest/reporter.ts';

const KERNEL = '/var/cache/vmlab-test/guest-kernel';
const LIMIT_SECONDS = 160;

test('on cgroup v2', { skip: await whyNot(), timeout: (LIMIT_SECONDS + 15) * 1000 }, async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'vmlab-guest-'));
  try {
    const image = await buildImage(directory, join(KERNEL, 'modules'));
    const spec = { directory, kernel: join(KERNEL, 'vmlinuz'), image, seconds: LIMIT_SECONDS };
    const run = await boot(spec, t.signal);
    for (const line of run.lines) if ('said' in line) t.diagnostic(line.said);
    for (const outcome of outcomesOf(run.lines)) await t.test(titleOf(outcome), () => assert.ifError(outcome.failure));
    assertComplete(run);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

const outcomesOf = (lines: readonly Line[]): Outcome[] => lines.filter((line) => 'name' in line);

const titleOf = ({ name, seconds }: Outcome): string => `${name} (${seconds.toFixed(1)} s in the guest)`;

/** A guest that died, hung or was ended says less than it should. */
function assertComplete({ lines, console }: GuestRun): void {
  const end = lines.find((line) => 'ended' in line);
  assert.ok(end, `the guest did not come to the end of its tests within ${LIMIT_SECONDS} s; its console:\n${console}`);
  const outcomes = outcomesOf(lines);
  assert.equal(outcomes.length, end.ended, 'every test that ended is told of');
  const isExplained = outcomes.some(({ failure }) => failure) || console.includes('guest: the tests ended with 0');
  assert.ok(isExplained, `no test failed, yet the tests did; the guest's console:\n${console}`);
}

/** @returns a reason to skip, or false */
async function whyNot(): Promise<string | false> {
  if (process.arch !== 'x64') return 'the guest runs the Node of this machine, and its kernel is for x86-64';
  const files = [join(KERNEL, 'vmlinuz'), join(KERNEL, 'modules'), ...NATIVE];
  const programs = ['qemu-system-x86_64', 'busybox', 'timeout'];
  const lacking = [...(await missing(files, access)), ...(await missing(programs, inPath))];
  return (
    lacking.length > 0 &&
    `not here: ${lacking.join(', ')} (test/provision.sh installs QEMU, busybox and a kernel as root on Debian)`
  );
}

async function missing(names: readonly string[], look: (name: string) => Promise<unknown>): Promise<string[]> {
  const found = await Promise.allSettled(names.map(look));
  return names.filter((_, index) => found[index]?.status === 'rejected');
}

async function inPath(program: string): Promise<void> {
  await execa('which', [program]);
}
