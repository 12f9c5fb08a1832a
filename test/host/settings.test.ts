import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { pending } from '../../lib/core/journal.ts';
import { performUndo } from '../../lib/core/undo.ts';
import { memoryHost } from '../../lib/host/memory.ts';
import { Settings } from '../../lib/host/settings.ts';
import { hostUndo } from '../../lib/host/undo.ts';
import { memorySession, memoryStore } from '../support/memory-session.ts';

const FILE = '/limit';

function fixture() {
  const host = memoryHost({ [FILE]: 'max\n' });
  const store = memoryStore();
  const session = memorySession(hostUndo(host), store);
  const settings = new Settings({ host, session });
  const set = (value: string) => settings.set({ file: FILE, value });
  const now = () => host.files.get(FILE)?.trim();
  return { host, store, session, settings, set, now };
}

describe('settings of one file', () => {
  test('undone in order give way to what each replaced', async () => {
    const { set, now } = fixture();
    const first = await set('1');
    const second = await set('2');
    await second.undo();
    assert.equal(now(), '1');
    await first.undo();
    assert.equal(now(), 'max');
  });

  test('undone out of order end with what was found, and the later one holds until then', async () => {
    const { set, now } = fixture();
    const first = await set('1');
    const second = await set('2');
    assert.equal((await first.undo()).left, undefined);
    assert.equal(now(), '2');
    await second.undo();
    assert.equal(now(), 'max');
  });

  test('end with what was found in whatever order they are undone, and so does a clean-up by the journal at any point', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }).chain((count) => fc.tuple(orderOf(count), fc.nat(count))),
        async ([order, died]) => {
          const { host, store, set, now } = fixture();
          const undos = [];
          for (const value of [...order.keys()]) undos.push(await set(String(value)));
          for (const index of order.slice(0, died)) await undos[index]?.undo();
          for (const action of pending(store.text)) await performUndo(hostUndo(host), action);
          assert.equal(now(), 'max');
        },
      ),
    ));

  test('that a clock rewrites give way to what was found, whatever was written meanwhile, and so they do in a clean-up', async () => {
    const { host, store, settings, now } = fixture();
    const undo = await settings.set({ file: FILE, value: '1', rewritten: true });
    await host.writeFile(FILE, '7');
    for (const action of pending(store.text)) assert.equal((await performUndo(hostUndo(host), action)).left, undefined);
    assert.equal(now(), 'max');
    await host.writeFile(FILE, '8');
    assert.equal((await undo.undo()).left, undefined);
    assert.equal(now(), 'max');
  });

  test('set at the same time do not see half of each other', async () => {
    const { set, now, settings } = fixture();
    await Promise.all([set('1'), set('2'), set('3')]);
    await settings.undoAll();
    assert.equal(now(), 'max');
  });

  test('are left alone, and named, where somebody else has changed the file since', async () => {
    const { host, set, now } = fixture();
    const undo = await set('1');
    await host.writeFile(FILE, '7\n');
    const { left, action } = await undo.undo();
    assert.match(String(left), /'7'.*'1'/);
    assert.equal(action.path, FILE);
    assert.equal(now(), '7');
  });

  test('are undone once, however often that is asked for', async () => {
    const { host, set } = fixture();
    const undo = await set('1');
    await undo.undo();
    await undo.undo();
    assert.equal(host.writes.length, 2);
  });
});

const orderOf = (count: number) =>
  fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count });

describe('a setting of one field of one line', () => {
  const entry = { line: '254:0', field: 'rbps', absent: 'max' };
  const present = '7:0 rbps=5 wbps=max\n254:0 rbps=max wbps=9\n';

  test('is undone without touching the other fields', async () => {
    const host = memoryHost({ [FILE]: present }, { stored: () => '254:0 rbps=100 wbps=9\n' });
    const settings = new Settings({ host, session: memorySession(hostUndo(host)) });
    await (await settings.set({ file: FILE, value: '100', ...entry })).undo();
    assert.deepEqual(
      host.writes.map(({ value }) => value),
      ['254:0 rbps=100', '254:0 rbps=max'],
    );
  });

  test('counts as changed when that field was, not when another one was', async () => {
    const host = memoryHost({ [FILE]: '254:0 rbps=100 wbps=77\n' });
    const action = { kind: 'restore-file', path: FILE, found: 'max', written: '100', ...entry };
    assert.equal((await performUndo(hostUndo(host), action)).left, undefined);
    const other = { ...action, written: '200' };
    await host.writeFile(FILE, '254:0 rbps=300\n');
    assert.match(String((await performUndo(hostUndo(host), other)).left), /300/);
  });
});
