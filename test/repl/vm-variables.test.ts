import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { VmVariables } from '../../lib/repl/vm-variables.ts';

const vm = (name: string) => ({ name }) as Vm;

test('VMs are variables while they are open, so far as their names can be', () => {
  const [context, open]: [Record<string, unknown>, Vm[]] = [{}, [vm('vm1'), vm('web-1'), vm('class')]];
  const variables = new VmVariables(context, () => open);
  variables.update();
  assert.deepEqual(context, { vm1: open[0] });
  open.shift();
  variables.update();
  assert.deepEqual(context, {});
  assert.deepEqual([...variables.names], ['vm1']);
});

test("a user's variable is never shadowed, nor taken away", () => {
  const [context, open]: [Record<string, unknown>, Vm[]] = [{ vm1: 'mine' }, [vm('vm1'), vm('vm2')]];
  const variables = new VmVariables(context, () => open);
  variables.update();
  assert.equal(context.vm1, 'mine');
  context.vm2 = 'assigned';
  open.splice(0);
  variables.update();
  assert.deepEqual(context, { vm1: 'mine', vm2: 'assigned' });
});
