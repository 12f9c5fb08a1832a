/** A script that is killed at any moment leaves nothing that clean-up does not find. Needs root. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { type ReplayScript, startReplay } from '../integration/support/replay-script.ts';
import { appeared, lookAtMachine } from '../support/machine.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const skip = process.getuid?.() !== 0 && 'only root may make cgroups and network namespaces';
const ROUNDS = Number(process.env.VMLAB_KILLS ?? 40);
const LONGEST_MS = 4000;
const MAIN = new URL('../../lib/repl/main.ts', import.meta.url).pathname;

const SCRIPT = `
const vm = await lab.vm(name).open();
await vm.cgroup.memory.max('1GiB');
await replay.fromCsv(recording).row(1).slice(0, 2).disk({ size: '16MiB' }).on(vm).run();
`;

test(`killed at ${ROUNDS} moments, from its first to its last`, { skip, timeout: ROUNDS * 20_000 }, async () => {
  for (let round = 0; round < ROUNDS; round++) await killAfter((LONGEST_MS * round) / ROUNDS, round);
});

async function killAfter(milliseconds: number, round: number): Promise<void> {
  await using directory = await temporaryDirectory();
  const before = await lookAtMachine();
  const state = join(directory.path, 'state');
  const script = await startReplay(SCRIPT, { directory: directory.path, vm: `kill-${process.pid}-${round}` });
  await sleep(milliseconds);
  killIfThere(script);
  await script.ended;
  await execa(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, '--cleanup'], {
    env: { VMLAB_STATE: state },
  });
  await sleep(200);
  const left = appeared(
    before,
    await lookAtMachine(),
    script.marks.filter((mark) => mark !== directory.path),
  );
  assert.deepEqual(left, [], `killed after ${milliseconds} ms`);
}

/** On a quiet machine the last moments come after the script's own end, which must leave nothing either. */
function killIfThere({ kill }: ReplayScript): void {
  try {
    kill('SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
