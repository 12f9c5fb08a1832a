import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { labsIn } from '../../../lib/repl/known/labs.ts';
import { heldIn, KnownVms } from '../../../lib/repl/known/vms.ts';
import { printVm } from '../../../lib/repl/print/vm.ts';
import { fakeLab } from '../fake-lab.ts';

const names = (known: KnownVms) => known.all.map(({ vm }) => vm.name);

describe('the shell knows', () => {
  test('its own lab, and those that variables hold: each once, and no getter is asked', () => {
    const [own, node] = [fakeLab('local:', []), fakeLab('qemu:///system', [])];
    const context = { lab: own, node, again: node, other: { uri: 'x' }, nothing: null };
    Object.defineProperty(context, 'asked', { get: () => assert.fail('it was asked'), enumerable: true });
    assert.deepEqual(labsIn(context, own), [
      { name: 'lab', lab: own },
      { name: 'node', lab: node },
    ]);
  });

  test('VMs of its own lab as they come and go, by the same handle as long as they are there', async () => {
    const own = fakeLab('qemu:///system', ['a', 'b']);
    const known = new KnownVms(own, {});
    await known.refresh();
    const [a] = known.all;
    own.present.delete('b');
    own.present.add('c');
    await Promise.all([known.refresh(), known.refresh()]);
    assert.deepEqual(names(known), ['a', 'c']);
    assert.equal(known.all[0]?.vm, a?.vm);
    assert.equal(own.asked, 2, 'who asks while it is asked waits for that');
  });

  test('what is gone is closed', async () => {
    const own = fakeLab('qemu:///system', ['a']);
    const known = new KnownVms(own, {});
    const [a] = await known.opened();
    assert.ok(a && heldIn(a.vm));
    own.present.clear();
    await known.refresh();
    assert.deepEqual([names(known), heldIn(a.vm)], [[], undefined]);
  });

  test('a listing that fails leaves what was known, and is told to who asks', async () => {
    const own = fakeLab('qemu:///system', ['a']);
    const known = new KnownVms(own, {});
    await known.refresh();
    Object.assign(own, { vms: (all?: string) => (all ? Promise.reject(new Error('it is gone')) : []) });
    await assert.rejects(known.opened(), /it is gone/);
    assert.deepEqual(names(known), ['a']);
  });

  test('which VMs a line is to find open: those that it names and that are not', async () => {
    const known = new KnownVms(fakeLab('qemu:///system', ['vm1', 'vm2', 'web-1']), {});
    await known.refresh();
    const toOpen = (line: string) => known.toOpen(line).map(({ name }) => name);
    assert.deepEqual(toOpen('vm1.info(); vm10'), ['vm1']);
    assert.deepEqual(toOpen('[web_1, vm2]'), ['vm2', 'web-1']);
    await known.all[0]?.vm.open();
    assert.deepEqual(toOpen('vm1.info()'), []);
  });

  test('of another lab only what is open, and of what vmlab makes itself no list is asked for', async () => {
    const [own, node] = [fakeLab('local:', ['x']), fakeLab('qemu:///system', ['a', 'b'])];
    const known = new KnownVms(own, { node });
    await node.vm('b').open();
    await known.refresh();
    assert.deepEqual(
      known.all.map(({ vm, name }) => [vm.name, name]),
      [['b', 'node']],
    );
    assert.deepEqual([own.asked, node.asked], [0, 0]);
  });
});

test('a VM that somebody else manages is printed with its name, its URI and whether it is open', async () => {
  const own = fakeLab('qemu:///system', ['web-1']);
  const known = new KnownVms(own, {});
  await known.refresh();
  const [web] = known.all;
  assert.match(printVm(web?.vm, known) ?? '', /^VM\n +name +web-1\n +uri +qemu:\/\/\/system\n +open +false\nnext: /);
  await web?.vm.open();
  assert.match(printVm(own.vm('web-1'), known) ?? '', /uri +qemu:\/\/\/system\n +open +true/, 'any open handle on it');
  for (const value of [fakeLab('xen:', []).vm('a'), 3, null, { name: 'a' }])
    assert.equal(printVm(value, known), undefined);
});
