import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stateDirectory } from '../../../lib/host/local/state-directory.ts';

const CASES = [
  { environment: { VMLAB_STATE: '/x' }, isRoot: true, path: '/x', removable: false },
  { environment: {}, isRoot: true, path: '/var/lib/vmlab', removable: true },
  { environment: { XDG_STATE_HOME: '/s' }, isRoot: true, path: '/var/lib/vmlab', removable: true },
  { environment: { XDG_STATE_HOME: '/s' }, isRoot: false, path: '/s/vmlab', removable: true },
  { environment: { XDG_STATE_HOME: '' }, isRoot: false, path: '/home/me/.local/state/vmlab', removable: true },
];

describe('state is kept', () => {
  for (const { environment, isRoot, ...expected } of CASES)
    test(`in ${expected.path} ${isRoot ? 'for root' : 'for a user'} with ${JSON.stringify(environment)}`, () =>
      assert.deepEqual(stateDirectory({ environment, isRoot, home: '/home/me' }), expected));
});
