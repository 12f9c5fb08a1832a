import assert from 'node:assert/strict';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { fileSource } from '../../../lib/host/local/files.ts';
import { native } from '../../../lib/native.ts';
import { recordFleet, watchFleet } from '../../../lib/record/fleet/record-fleet.ts';
import type { FleetRecording } from '../../../lib/record/fleet/recording.ts';
import type { FleetStep } from '../../../lib/record/fleet/step.ts';
import { readRecording } from '../../../lib/trace/format/read.ts';
import type { Trace } from '../../../lib/trace/trace.ts';
import { counterIn, memberOf } from './fleet-parts.ts';

const skip = (() => {
  try {
    native();
    return false;
  } catch (error) {
    return (error as Error).message;
  }
})();

let directory = '';
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vmlab-fleet-'));
});
after(() => rm(directory, { recursive: true }));

/** A VM whose counter is a file, which is empty once it is gone; when it comes back, it has another. */
async function fakeVm(name: string, first?: number) {
  let lives = 0;
  const file = () => join(directory, `${name}-${lives}`);
  let isThere = first !== undefined;
  if (isThere) await writeFile(file(), String(first));
  const member = memberOf(name, () => {
    if (!isThere) throw new Error('it does not run');
    return { rx: [counterIn(file())] };
  });
  /** In one write: there is no moment without a number. */
  const say = async (value: number) => {
    const handle = await open(file(), 'r+');
    await handle.write(String(value).padStart(8), 0);
    await handle.close();
  };
  const come = async (value: number) => {
    lives++;
    await writeFile(file(), String(value));
    isThere = true;
  };
  const go = async () => {
    isThere = false;
    await truncate(file());
  };
  return { member, say, come, go };
}

/** Does one thing after the other, each in the first step that was waited for. @returns what is to be called in each step */
function script(acts: readonly [when: (rx: (name: string) => number) => boolean, act: () => unknown][]) {
  const left = [...acts];
  return ({ vms }: FleetStep) => {
    const rx = (name: string) => vms.find((vm) => vm.name === name)?.rx ?? Number.NaN;
    if (left[0]?.[0](rx)) left.shift()?.[1]();
  };
}

const traceOf = ({ traces }: FleetRecording, name: string): Trace =>
  traces.find((trace) => trace.name === name) ?? assert.fail(`no trace of ${name}`);
const known = ({ rx }: Trace): number[] => [...rx].filter((bytes) => !Number.isNaN(bytes));
const eventsOf = ({ notes }: FleetRecording, name: string) =>
  notes.filter(({ vm }) => vm === name).map(({ event }) => event);

describe('a recording of many VMs', { skip }, () => {
  test('tells who came, went, came back and was reset, and what each used meanwhile', async () => {
    const [steady, late, brief] = [await fakeVm('steady', 5), await fakeVm('late'), await fakeVm('brief', 1)];
    const members = [steady, late, brief].map(({ member }) => member);
    const end = new AbortController();
    const options = { interval: '20ms', refresh: '50ms', for: '30s', signal: end.signal } as const;
    const recording = await recordFleet(
      members,
      options,
      script([
        [(rx) => rx('steady') === 0, () => steady.say(105)],
        [(rx) => rx('steady') === 100, () => brief.go()],
        [(rx) => Number.isNaN(rx('brief')), () => late.come(50)],
        [(rx) => rx('late') === 0, () => brief.come(7)],
        [(rx) => rx('brief') === 0, () => steady.say(3)],
        [(rx) => Number.isNaN(rx('steady')), () => Promise.all([late.say(61), brief.say(10)])],
        [(rx) => rx('late') === 0 && rx('brief') === 0, () => {}],
        [(rx) => rx('late') === 0 && rx('brief') === 0, () => end.abort()],
      ]),
    );
    const { length } = traceOf(recording, 'steady').interval;
    assert.deepEqual(
      ['steady', 'late', 'brief'].map((name) => known(traceOf(recording, name)).reduce((sum, bytes) => sum + bytes, 0)),
      [100, 11, 3],
    );
    assert.deepEqual(eventsOf(recording, 'steady'), ['reset']);
    assert.deepEqual(eventsOf(recording, 'late'), ['unreadable', 'came']);
    assert.deepEqual(eventsOf(recording, 'brief'), ['went', 'unreadable', 'came back']);
    assert.equal(known(traceOf(recording, 'steady')).length, length - 1, 'a reset is a gap of one step');
    assert.ok(known(traceOf(recording, 'brief')).length < length - 1);
    assert.equal(recording.lateness.samples, length + 1);
    assert.match(String(recording), /came back/);
  });

  test('has nothing of who is listed no more, and says so', async () => {
    const [stays, leaves] = [await fakeVm('stays', 1), await fakeVm('leaves', 1)];
    let listed = [stays.member, leaves.member];
    const leave = () => {
      listed = [stays.member];
    };
    const end = new AbortController();
    const options = { interval: '20ms', refresh: '50ms', for: '30s', signal: end.signal } as const;
    const acts = script([
      [(rx) => rx('leaves') === 0, leave],
      [(rx) => Number.isNaN(rx('leaves')), () => end.abort()],
    ]);
    const recording = await recordFleet(async () => listed, options, acts);
    assert.deepEqual(eventsOf(recording, 'leaves'), ['went']);
    assert.equal(known(traceOf(recording, 'leaves')).length, recording.notes[0]?.step);
    assert.deepEqual(eventsOf(recording, 'stays'), []);
  });

  test('without an end goes on until the signal, and has what was recorded until then', async () => {
    const { member } = await fakeVm('one', 4);
    const abort = new AbortController();
    const recording = await recordFleet([member], { interval: '20ms', signal: abort.signal }, ({ step }) => {
      if (step === 3) abort.abort(new Error('enough'));
    });
    const { length } = recording.traces[0]?.interval ?? [];
    assert.ok(length !== undefined && length >= 4 && length < 200, String(length));
    assert.equal(known(traceOf(recording, 'one')).length, length);
  });

  test('that was aborted before it began is none', async () => {
    const { member } = await fakeVm('none', 0);
    await assert.rejects(recordFleet([member], { signal: AbortSignal.abort(new Error('not now')) }), /not now/);
    const never = memberOf('never', () => new Promise(() => {}));
    await assert.rejects(recordFleet([never], { signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' });
  });

  test('is told step by step, until the reader leaves', async () => {
    const [there, off] = [await fakeVm('there', 4), await fakeVm('off')];
    const steps = [];
    for await (const step of watchFleet([there.member, off.member], { interval: '20ms' })) {
      steps.push(step);
      if (steps.length === 3) break;
    }
    assert.deepEqual(
      steps.map(({ step, start, interval }) => [step, Math.round(start * 1000), interval]),
      [
        [0, 0, 0.02],
        [1, 20, 0.02],
        [2, 40, 0.02],
      ],
    );
    const nothing = { cpu: Number.NaN, memory: Number.NaN, read: Number.NaN, write: Number.NaN, tx: Number.NaN };
    assert.deepEqual(steps[0]?.vms, [
      { name: 'there', ...nothing, rx: 0 },
      { name: 'off', ...nothing, rx: Number.NaN },
    ]);
  });

  test('has what can be read where a counter is not there, and names that one', async () => {
    const file = join(directory, 'there');
    await writeFile(file, '5');
    const missing = join(directory, 'nowhere');
    const members = [
      memberOf('half', () => ({ rx: [counterIn(file)], tx: [counterIn(missing)] })),
      memberOf('none', () => ({ cpu: counterIn(missing) })),
    ];
    const recording = await recordFleet(members, { interval: '20ms', for: '60ms' });
    const { traces, notes } = recording;
    assert.deepEqual([...traces[0]!.rx, ...traces[0]!.tx], [0, 0, 0, Number.NaN, Number.NaN, Number.NaN]);
    assert.ok(traces[1]!.cpu.every(Number.isNaN));
    assert.deepEqual(
      notes.map(({ vm, event, step, reason }) => [vm, event, step, reason]),
      [
        ['half', 'unreadable', 0, missing],
        ['none', 'unreadable', 0, missing],
      ],
    );
    assert.ok(String(recording).replaceAll('\n', '').includes(`none unreadable: ${missing}`), 'told in full');
  });

  test('of nobody has steps all the same', async () => {
    const { traces, lateness } = await recordFleet(async () => [], { interval: '20ms', for: '60ms' });
    assert.deepEqual(traces, []);
    assert.equal(lateness.samples, 4);
  });

  test('can be saved, and read again', async () => {
    const { member } = await fakeVm('saved', 4);
    const recording = await recordFleet([member], { interval: '20ms', for: '60ms' });
    for (const format of ['tidy', 'virt-top'] as const) {
      const file = join(directory, `${format}.csv`);
      await recording.save(file, { format });
      const again = (await readRecording(fileSource(file))).recording.traces[0];
      assert.deepEqual([...(again?.rx ?? [])].slice(-3), [0, 0, 0]);
    }
  });

  for (const options of [{ interval: '5ms' }, { interval: 'x' }, { for: 0 }, { refresh: 0 }])
    test(`is refused with ${JSON.stringify(options)}`, () => assert.rejects(recordFleet([], options), InputError));

  test('that nobody can list is an error', () =>
    assert.rejects(
      recordFleet(() => Promise.reject(new Error('no connection'))),
      /no connection/,
    ));

  test('is over at once where a step cannot be taken', async () => {
    const { member } = await fakeVm('thrown', 4);
    const refuse = () => {
      throw new Error('no room');
    };
    await assert.rejects(recordFleet([member], { interval: '20ms' }, refuse), /no room/);
  });
});
