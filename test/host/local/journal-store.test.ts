import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Owner } from '../../../lib/core/journal.ts';
import { journalStore } from '../../../lib/host/local/journal-store.ts';
import { isAlive, thisProcess } from '../../../lib/host/local/owner.ts';
import { ownerName } from '../../../lib/host/owner-name.ts';
import { parseProcessStat } from '../../../lib/host/process-stat.ts';
import { temporaryDirectory } from '../../support/scripts.ts';

const me = thisProcess();
/** Our pid, but not our start time: a process that is gone, whose number is ours now. */
const dead = (startTime: string): Owner => ({ ...me, startTime });

async function fixture() {
  const directory = await temporaryDirectory();
  const store = (owner: Owner) => journalStore({ path: join(directory.path, 'state'), removable: true }, owner);
  return { directory, store, files: () => readdir(join(directory.path, 'state')).catch(() => []) };
}

describe('a process', () => {
  test('is alive while it runs, and not with another start time or boot', () => {
    assert.ok(isAlive(me));
    assert.ok(!isAlive(dead('1')));
    assert.ok(!isAlive({ ...me, bootId: '0-0' }));
    assert.ok(!isAlive({ ...me, pid: 2 ** 22 + 1 }));
  });

  test('that has ended is not alive, even before its parent has been told', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.1 & exec sleep 60'], { stdio: 'ignore' });
    try {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const zombie = Number(await readFile(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8'));
      const stat = parseProcessStat(await readFile(`/proc/${zombie}/stat`, 'utf8'));
      assert.equal(stat.state, 'Z');
      assert.ok(!isAlive({ pid: zombie, startTime: stat.startTime, bootId: me.bootId }));
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

describe('journals on disk', () => {
  test('are for their user alone, and go with their directory when they are empty', async () => {
    const { directory, store, files } = await fixture();
    await using _ = directory;
    store(me).append(['one', 'two']);
    store(me).append(['three']);
    const [name = ''] = await files();
    const { mode } = await stat(join(directory.path, 'state', name));
    assert.equal(mode & 0o777, 0o600);
    store(me).remove();
    assert.deepEqual(await readdir(directory.path), []);
    store(me).remove();
  });

  test('of dead processes are claimed once, those of the living never', async () => {
    const { directory, store } = await fixture();
    await using _ = directory;
    store(dead('1')).append(['left behind']);
    store(me).append(['mine']);
    const claims = await Promise.all([store(me).claimDead(), store(me).claimDead(), store(me).claimDead()]);
    const texts = claims.flat().map(({ text }) => text);
    assert.deepEqual(texts, ['left behind\n']);
    assert.deepEqual(await store(me).claimDead(), []);
  });

  test('claimed by a process that died then are claimed again', async () => {
    const { directory, store, files } = await fixture();
    await using _ = directory;
    store(dead('1')).append(['left behind']);
    assert.equal((await store(dead('2')).claimDead()).length, 1);
    const [claim] = await store(me).claimDead();
    assert.equal(claim?.text, 'left behind\n');
    await claim?.remove();
    assert.deepEqual(await files(), []);
  });

  test('from before the last boot are those of the dead, whoever has their pid now', async () => {
    const { directory, store } = await fixture();
    await using _ = directory;
    store({ ...me, bootId: '0-0' }).append(['old']);
    assert.deepEqual(
      (await store(me).claimDead()).map(({ text }) => text),
      ['old\n'],
    );
  });

  test('are found among files that are none', async () => {
    const { directory, store } = await fixture();
    await using _ = directory;
    store(dead('1')).append(['left behind']);
    for (const name of ['notes.txt', '.journal', `${ownerName(dead('3'))}.journal.nobody`, `vm1@${ownerName(me)}`])
      await writeFile(join(directory.path, 'state', name), 'x');
    assert.equal((await store(me).claimDead()).length, 1);
  });

  test('that cannot be written say what to do', () => {
    const store = journalStore({ path: `${process.execPath}/below-a-file`, removable: true }, me);
    assert.throws(() => store.append(['x']), /VMLAB_STATE/);
  });
});
