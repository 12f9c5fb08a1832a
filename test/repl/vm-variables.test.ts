import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { VmVariables } from '../../lib/repl/vm-variables.ts';

const known = (name: string, lab = 'lab') => ({ name: lab, vm: { name } as Vm });

type Known = ReturnType<typeof known>;

test('VMs are variables while they are known, by their names, with _ for what a variable cannot have', () => {
  const [context, open]: [Record<string, unknown>, Known[]] = [
    {},
    [known('vm1', 'node'), known('vm1'), known('web-1'), known('class')],
  ];
  const variables = new VmVariables(context, () => open);
  variables.update();
  assert.deepEqual(context, { vm1: open[0]?.vm, web_1: open[2]?.vm });
  open.splice(0, 3);
  variables.update();
  assert.deepEqual(context, {});
  assert.deepEqual(
    [...variables.names],
    [
      ['web_1', { vm: 'web-1', lab: 'lab' }],
      ['vm1', { vm: 'vm1', lab: 'node' }],
    ],
  );
});

test("a user's variable is never shadowed, nor taken away", () => {
  const [context, open]: [Record<string, unknown>, Known[]] = [{ vm1: 'mine' }, [known('vm1'), known('vm2')]];
  const variables = new VmVariables(context, () => open);
  variables.update();
  assert.equal(context.vm1, 'mine');
  context.vm2 = 'assigned';
  open.splice(0);
  variables.update();
  assert.deepEqual(context, { vm1: 'mine', vm2: 'assigned' });
});
