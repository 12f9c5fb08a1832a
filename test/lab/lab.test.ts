import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { cgroupUndo } from '../../lib/cgroup/undo.ts';
import { InputError, UnsupportedError, type VmlabError } from '../../lib/core/errors.ts';
import type { MemoryHost } from '../../lib/host/memory.ts';
import { hostUndo } from '../../lib/host/undo.ts';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { fakeV2, ROOT } from '../support/fake-v2.ts';
import { memorySession, memoryStore, OWNER } from '../support/memory-session.ts';

const GROUP = `${ROOT}/vmlab/vm1`;
const NO_NETWORK = { network: false };

function labOn(host: MemoryHost, dead: string[] = []): Lab {
  return createLab(() => {
    const claimed = dead.map((text) => ({ text, remove: async () => {} }));
    const store = memoryStore(OWNER, claimed);
    const handlers = { ...hostUndo(host), ...cgroupUndo(host) };
    const names = { directory: '/state', owner: OWNER, isAlive: () => true };
    return { host, session: memorySession(handlers, store), store, handlers, names };
  });
}

describe('a VM', () => {
  test('costs nothing until it is opened', () => {
    const host = fakeV2();
    const vm = labOn(host).vm('vm1');
    assert.equal(vm.name, 'vm1');
    assert.deepEqual([host.writes.length, host.directories.has(GROUP)], [0, false]);
  });

  test('of a bad name is refused at once', () => assert.throws(() => labOn(fakeV2()).vm('../x'), InputError));

  for (const [what, argv] of [
    ['a line', 'ls -l'],
    ['a list of other things than words', ['sleep', 3]],
    ['an empty list', []],
  ] as const)
    test(`runs no program that is ${what}`, () =>
      assert.rejects(
        labOn(fakeV2())
          .vm('vm1', NO_NETWORK)
          .exec(argv as never),
        InputError,
      ));

  for (const [what, act] of [
    ['a program', (vm: Vm) => vm.exec(['true'], { timeout: 1 } as never)],
    ['a rate', (vm: Vm) => vm.network.rate({ up: '1Mbit' } as never)],
  ] as const)
    test(`refuses options of ${what} that there are not`, () =>
      assert.rejects(act(labOn(fakeV2()).vm('vm1', NO_NETWORK)), {
        name: 'InputError',
        message: /one of the options/,
      }));

  const READS: [string, (lab: Lab) => Promise<unknown>][] = [
    ['cpu.quota()', (lab) => lab.vm('vm1').cgroup.cpu.quota()],
    ['cpu.stat()', (lab) => lab.vm('vm1').cgroup.cpu.stat()],
    ['memory.max()', (lab) => lab.vm('vm1').cgroup.memory.max()],
    ['io.max()', (lab) => lab.vm('vm1').cgroup.io.max()],
    ['processes()', (lab) => lab.vm('vm1').cgroup.processes()],
    ['network.rate()', (lab) => lab.vm('vm1').network.rate()],
  ];
  for (const [what, read] of READS)
    test(`that is not open rejects ${what}`, () =>
      assert.rejects(read(labOn(fakeV2())), (error: VmlabError) => error.code === 'NOT_OPEN'));

  test('is opened by the first setter, read afterwards, and closed with its scope', async () => {
    const host = fakeV2();
    {
      await using vm = labOn(host).vm('vm1', NO_NETWORK);
      await vm.cgroup.cpu.quota(1.5);
      assert.equal(await vm.cgroup.cpu.quota(), 1.5);
      await vm.cgroup.memory.max('2G');
      assert.equal(await vm.cgroup.memory.max(), 2 ** 31);
      await vm.cgroup.pids.max(7);
      assert.equal(await vm.cgroup.pids.max(), 7);
      await vm.cgroup.cpu.weight(200);
      assert.equal(await vm.cgroup.cpu.weight(), 200);
    }
    assert.ok(!host.directories.has(GROUP));
  });

  test('opened twice by one handle needs closing once', async () => {
    const host = fakeV2();
    const vm = labOn(host).vm('vm1', NO_NETWORK);
    assert.equal(await vm.open(), vm);
    await vm.open();
    await vm.close();
    assert.ok(!host.directories.has(GROUP));
    await assert.rejects(vm.cgroup.cpu.quota(), (error: VmlabError) => error.code === 'NOT_OPEN');
  });

  test('opened while it is being closed is open afterwards', async () => {
    const host = fakeV2();
    const vm = await labOn(host).vm('vm1', NO_NETWORK).open();
    for (const turns of [0, 1, 5]) {
      const closed = vm.close();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await vm.open();
      await closed;
      assert.ok(host.directories.has(GROUP));
      assert.equal(await vm.cgroup.cpu.quota(), 'max');
    }
    await vm.close();
    assert.ok(!host.directories.has(GROUP));
  });

  test('refuses a bad limit before anything is made', async () => {
    const host = fakeV2();
    await assert.rejects(labOn(host).vm('vm1').cgroup.cpu.quota(0), InputError);
    assert.ok(!host.directories.has(GROUP));
  });

  test('takes a limit back when the undo is called, or its scope left', async () => {
    const vm = await labOn(fakeV2()).vm('vm1', NO_NETWORK).open();
    {
      await using _ = await vm.cgroup.cpu.quota(2);
      assert.equal(await vm.cgroup.cpu.quota(), 2);
    }
    assert.equal(await vm.cgroup.cpu.quota(), 'max');
  });

  test('goes with the session when it is dropped', async () => {
    const host = fakeV2();
    const lab = labOn(host);
    await lab.vm('vm1', NO_NETWORK).cgroup.cpu.quota(2);
    await lab.close();
    assert.ok(!host.directories.has(GROUP));
    await assert.rejects(lab.vm('vm2', NO_NETWORK).open(), (error: VmlabError) => error.code === 'SESSION_CLOSED');
  });

  test('tells what it is, as text and as JSON', async () => {
    const vm = labOn(fakeV2()).vm('vm1', NO_NETWORK);
    assert.deepEqual(JSON.parse(JSON.stringify(vm)), { name: 'vm1', network: false, open: false });
    await vm.open();
    assert.match(inspect(vm), /^VM\n.*name +vm1.*open +true.*privileged +true/s);
    assert.match(inspect(vm.cgroup.cpu), /^cgroup\.cpu of vm1/);
  });

  test('without a network of its own says so', async () => {
    const vm = await labOn(fakeV2()).vm('vm1', NO_NETWORK).open();
    await assert.rejects(vm.network.rate({ tx: '1Mbit' }), UnsupportedError);
  });

  test('without the rights to limit anything is opened, and says so at each setter', async () => {
    const host = fakeV2({ fails: (operation) => (operation === 'make' ? 'EACCES' : undefined) });
    const vm = await labOn(host).vm('vm1').open();
    assert.equal(vm.slice.privileged, false);
    const setters = [vm.cgroup.cpu.quota(1), vm.cgroup.memory.max('1G'), vm.cgroup.freeze(), vm.cgroup.cpu.quota()];
    for (const set of setters)
      await assert.rejects(set, (error: Error) => error instanceof UnsupportedError && /EACCES/.test(error.message));
  });
});

test('cleanup undoes what the journals of the dead name, last effect first, and names what it left alone', async () => {
  const host = fakeV2();
  await host.writeFile(`${ROOT}/a`, '2\n');
  await host.writeFile(`${ROOT}/b`, 'theirs\n');
  const actions = ['a', 'b'].map((name) => ({
    kind: 'restore-file',
    path: `${ROOT}/${name}`,
    found: '1',
    written: '2',
  }));
  const journal = actions.map((action, id) => JSON.stringify({ id, action })).join('\n');
  const outcomes = await labOn(host, [journal]).cleanup();
  assert.equal(host.files.get(`${ROOT}/a`), '1');
  assert.deepEqual(
    outcomes.map(({ action, left }) => [action.path, left !== undefined]),
    [
      [`${ROOT}/b`, true],
      [`${ROOT}/a`, false],
    ],
  );
});

describe('the VMs of a lab', () => {
  const names = (lab: Lab) => lab.vms().map(({ name }) => name);

  test('are those that are open now, each once, in the order in which they were opened', async () => {
    const lab = labOn(fakeV2());
    const [late, early, never] = ['late', 'early', 'never'].map((name) => lab.vm(name, NO_NETWORK));
    assert.deepEqual(names(lab), []);
    await early?.open();
    await late?.cgroup.cpu.quota(1);
    const again = await lab.vm('early', NO_NETWORK).open();
    assert.deepEqual(names(lab), ['early', 'late']);
    await early?.close();
    assert.deepEqual(names(lab), ['late', 'early'], 'another handle still holds it');
    await again.close();
    assert.deepEqual(names(lab), ['late']);
    assert.equal(never?.name, 'never');
  });

  test('are handles that hold nothing of their own', async () => {
    const host = fakeV2();
    const lab = labOn(host);
    const vm = await lab.vm('vm1', NO_NETWORK).open();
    await lab.vms()[0]?.cgroup.cpu.quota(1.5);
    assert.equal(await vm.cgroup.cpu.quota(), 1.5);
    await vm.close();
    assert.ok(!host.directories.has(GROUP));
  });
});

test('limits that are moved while they stand go back to what was there before the first of them', async () => {
  const host = fakeV2();
  const vm = await labOn(host).vm('vm1', NO_NETWORK).open();
  await vm.cgroup.cpu.weight(300);
  const held = await vm.slice.group?.hold({ weight: 7000 });
  await held?.move({ weight: 20 });
  assert.equal(await vm.cgroup.cpu.weight(), 20);
  await held?.undo();
  assert.equal(await vm.cgroup.cpu.weight(), 300);
});

test('a lab that is closed lets go of every handle that it gave, of one name too', async () => {
  const host = fakeV2();
  const own = await labOn(host).open('local:');
  for (const handle of [own.vm('vm1', NO_NETWORK), own.vm('vm1', NO_NETWORK)]) await handle.open();
  await own.close();
  assert.ok(!host.directories.has(GROUP));
  assert.deepEqual(own.vms(), []);
});
