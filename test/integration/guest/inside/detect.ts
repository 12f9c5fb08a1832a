import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectTree } from '../../../../lib/cgroup/open.ts';
import { localHost } from '../../../../lib/host/local/host.ts';
import { ROOT } from './kernel.ts';

test('one hierarchy with all the controllers is found', async () => {
  const tree = await detectTree(localHost());
  assert.equal(tree.dialect.version, 2);
  assert.deepEqual(tree.missing, []);
  assert.deepEqual(
    tree.hierarchies.map(({ root, version, controllers }) => ({ root, version, controllers: [...controllers].sort() })),
    [{ root: ROOT, version: 2, controllers: ['cpu', 'cpuset', 'io', 'memory', 'pids'] }],
  );
});
