/** A recording of many groups of this machine, whose counters are read by others as well. Needs root; reads and writes a file with O_DIRECT. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { execa } from 'execa';
import { recordFleet } from '../../lib/record/fleet/record-fleet.ts';
import type { FleetRecording } from '../../lib/record/fleet/recording.ts';
import type { FleetStep } from '../../lib/record/fleet/step.ts';
import { replay } from '../../lib/replay/replay.ts';
import type { Resource, Trace } from '../../lib/trace/trace.ts';
import { temporaryDirectory } from '../support/scripts.ts';
import { type GroupMember, openGroups } from './support/groups.ts';

const skip = process.getuid?.() !== 0 && 'only root may make groups';
const INTERVAL = 0.1;

/** Waits to be put into a group; then spins, and writes past the page cache. */
const LOAD = `read go; i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; dd if=/dev/zero of="$1" bs=64k count=16 oflag=direct status=none`;

async function load({ group }: GroupMember, file: string): Promise<void> {
  const running = execa('sh', ['-c', LOAD, 'load', file]);
  for (const join of group.joinFiles) await execa('tee', [join], { input: String(running.pid), stdout: 'ignore' });
  running.stdin?.end('go\n');
  await running;
}

/** What the kernel says itself. */
async function counted({ group }: GroupMember, resource: 'cpu' | 'write'): Promise<number> {
  const counter = group.counters[resource] ?? assert.fail(`nothing counts ${resource}`);
  return counter.parse(await readFile(counter.file, 'utf8')) || 0;
}

const total = (trace: Trace | undefined, resource: Resource): number =>
  (trace?.[resource] ?? new Float64Array()).reduce((sum, value) => sum + (value || 0), 0);

test('what groups used adds up to what their counters say, while one goes and another comes', {
  skip,
  timeout: 60_000,
}, async () => {
  await using directory = await temporaryDirectory();
  await using groups = await openGroups(`vmlab-${randomBytes(2).toString('hex')}`);
  const [stays, goes] = [await groups.open('stays'), await groups.open('goes')];
  let listed = [stays, goes];
  const steps = waiter();
  const end = new AbortController();
  const options = { interval: INTERVAL, refresh: '200ms', for: '40s', signal: end.signal } as const;
  const recording = recordFleet(async () => listed, options, steps.tell);

  await steps.until('goes', 'cpu');
  await Promise.all([stays, goes].map((member) => load(member, join(directory.path, member.name))));
  await steps.more(2);
  const expected = new Map([[goes.name, await both(goes)]]);
  await goes.group.remove();
  const comes = await groups.open('comes');
  listed = [stays, comes];
  await steps.until('comes', 'cpu');
  await Promise.all([stays, comes].map((member) => load(member, join(directory.path, member.name))));
  for (const member of [stays, comes]) expected.set(member.name, await both(member));
  await steps.more(2);
  end.abort();

  const { traces, notes, lateness } = await recording;
  for (const [name, { cpu, write }] of expected) {
    const trace = traces.find((each) => each.name === name);
    assert.ok(cpu > 0.01 && write >= 2 ** 20, `${name} did nothing: ${cpu} s, ${write} bytes`);
    assert.ok(
      Math.abs(total(trace, 'cpu') * INTERVAL - cpu) < 1e-3,
      `${name}: ${total(trace, 'cpu') * INTERVAL} of ${cpu} s`,
    );
    assert.equal(total(trace, 'write'), write, name);
  }
  assert.deepEqual(
    notes.filter(({ event }) => event === 'came' || event === 'went').map(({ vm, event }) => [vm, event]),
    [
      ['goes', 'went'],
      ['comes', 'came'],
    ],
  );
  assert.ok(Number.isNaN(traces.find(({ name }) => name === 'goes')?.cpu.at(-1)));
  assert.ok(lateness.median < INTERVAL, `late by ${lateness.median} s`);
  await assertReadable(await recording, directory.path);
});

/** By who replays it, from either format: bytes whole, and CPU time to the nanosecond. */
async function assertReadable(recording: FleetRecording, directory: string): Promise<void> {
  for (const format of ['tidy', 'virt-top'] as const) {
    const file = join(directory, `${format}.csv`);
    await recording.save(file, { format });
    for (const trace of recording.traces) {
      const again = await replay.fromCsv(file).row(trace.name).trace();
      assert.equal(total(again, 'write'), total(trace, 'write'), format);
      const [cpu, expected] = [again, trace].map((each) => INTERVAL * total(each, 'cpu')) as [number, number];
      assert.ok(
        Math.abs(cpu - expected) <= 1e-5 * expected + 1e-9 * trace.cpu.length,
        `${format}: ${cpu} s for ${expected}`,
      );
    }
  }
}

const both = async (member: GroupMember) => ({
  cpu: await counted(member, 'cpu'),
  write: await counted(member, 'write'),
});

/** Who waits for a recording to have come so far. */
function waiter() {
  let waiting: ((step: FleetStep) => boolean)[] = [];
  const until = (isSo: (step: FleetStep) => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push((step) => {
        if (isSo(step)) resolve();
        return !isSo(step);
      });
    });
  return {
    tell: (step: FleetStep) => {
      waiting = waiting.filter((isStill) => isStill(step));
    },
    until: (vm: string, resource: Resource) =>
      until(({ vms }) => vms.some((each) => each.name === vm && each[resource] >= 0)),
    more: (steps: number) => {
      let left = steps;
      return until(() => left-- <= 0);
    },
  };
}
