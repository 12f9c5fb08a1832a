import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, test } from 'node:test';
import { performUndo, type UndoAction } from '../../lib/core/undo.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { memoryHost } from '../../lib/host/memory.ts';
import { processOf } from '../../lib/host/process-tree.ts';
import { hostUndo } from '../../lib/host/undo.ts';

describe('what is not there any more needs no undo:', () => {
  const ACTIONS: UndoAction[] = [
    { kind: 'restore-file', path: '/gone', found: '1', written: '2' },
    { kind: 'remove-file', path: '/gone' },
    { kind: 'remove-directory', path: '/gone' },
    { kind: 'end-process', pid: 99, startTime: '1' },
  ];
  for (const action of ACTIONS)
    test(action.kind, async () => {
      const host = memoryHost({ '/proc/version': '' });
      assert.deepEqual(await performUndo(hostUndo(host), action), { action });
      assert.deepEqual(host.writes, []);
    });
});

test('a directory that others have put something into is left, and named', async () => {
  const host = memoryHost({ '/made/theirs': '' });
  const { left } = await performUndo(hostUndo(host), { kind: 'remove-directory', path: '/made' });
  assert.match(String(left), /ENOTEMPTY/);
});

describe('ending a process', () => {
  test('ends its children with it', async () => {
    const host = localHost();
    const child = spawn('sh', ['-c', 'sleep 60 & sleep 60 & wait'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const startTime = (await processOf(host, child.pid as number))?.startTime ?? '';
    await new Promise((resolve) => setTimeout(resolve, 200));
    const listing = await host.readFile(`/proc/${child.pid}/task/${child.pid}/children`);
    const sleepers = listing.trim().split(' ').map(Number);
    assert.equal(sleepers.length, 2);
    await performUndo(hostUndo(host), { kind: 'end-process', pid: child.pid as number, startTime });
    assert.equal(await ended, 'SIGKILL');
    for (const pid of sleepers) assert.equal(await gone(pid), true);
  });

  test('spares one that only has the same pid', async () => {
    const host = localHost();
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    await performUndo(hostUndo(host), { kind: 'end-process', pid: child.pid as number, startTime: '1' });
    assert.ok(await processOf(host, child.pid as number));
    child.kill('SIGKILL');
  });
});

/** On a busy machine a killed process may wait for a CPU before it is gone. */
async function gone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if ((await processOf(localHost(), pid)) === undefined) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
