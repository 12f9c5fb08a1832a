import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claim } from '../../lib/host/claim.ts';
import { memoryHost } from '../../lib/host/memory.ts';
import { hostUndo } from '../../lib/host/undo.ts';
import { memorySession, OWNER } from '../support/memory-session.ts';

function parts() {
  const host = memoryHost({ '/names/README': '' });
  return { host, session: memorySession(hostUndo(host)), directory: '/names', owner: OWNER, isAlive: () => true };
}

describe('a claim', () => {
  test('of one name, many times at one moment in one process, is given once; the others are told the pid', async () => {
    const all = parts();
    const claims = await Promise.all(Array.from({ length: 5 }, () => claim(all, 'vm1')));
    const [first, ...others] = claims;
    assert.equal(typeof first, 'object');
    assert.deepEqual(others, [OWNER.pid, OWNER.pid, OWNER.pid, OWNER.pid]);
    assert.deepEqual((await all.host.list('/names')).filter((name) => name.startsWith('vm1@')).length, 1);
  });

  test('is given again when it was undone', async () => {
    const all = parts();
    const first = await claim(all, 'vm1');
    assert.ok(typeof first === 'object');
    await first.undo();
    assert.equal(typeof (await claim(all, 'vm1')), 'object');
  });
});
