import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UndoAction } from '../../../lib/core/undo.ts';
import { chosen } from '../../../lib/repl/commands/undo.ts';
import { entriesOf } from '../../../lib/repl/standing/entries.ts';
import { toldOutcomes } from '../../../lib/repl/standing/told.ts';

const LOCK = '/var/lib/vmlab/vm1@12-345-a7ecf270-3370-440d-ba1b-00f98f09dc9a';
const OPENING: readonly UndoAction[] = [
  { kind: 'remove-file', path: LOCK },
  { kind: 'remove-cgroup', paths: ['/sys/fs/cgroup/cpu/vmlab/vm1'], parents: ['/sys/fs/cgroup/cpu/vmlab'] },
  { kind: 'remove-netns', netns: 'vmlab-vm1', mac: '02:00' },
  { kind: 'remove-link', interface: 'vl1', mac: '02:01' },
];
const PERIOD: UndoAction = {
  kind: 'restore-file',
  path: '/sys/fs/cgroup/cpu/vmlab/vm1/cpu.cfs_period_us',
  found: '100000',
  written: '100000',
};
const QUOTA: UndoAction = {
  kind: 'restore-file',
  path: '/sys/fs/cgroup/cpu/vmlab/vm1/cpu.cfs_quota_us',
  found: '-1',
  written: '150000',
};
const ELSEWHERE: UndoAction = { kind: 'remove-file', path: '/var/tmp/replay-disk' };

test('an open VM is one entry, and each setting one; what changed no value is none', () => {
  const entries = entriesOf([...OPENING, PERIOD, QUOTA, ELSEWHERE], new Map([['vm1', 'vl1']]));
  assert.deepEqual(
    entries.map(({ text }) => text),
    ['vm1 is open', 'quota of vm1: 1.5 cores, was none', '/var/tmp/replay-disk was made'],
  );
  assert.deepEqual(entries[1]?.actions, [QUOTA]);
});

test('what is put back is told: a VM that went altogether in one line', () => {
  const outcomes = [QUOTA, PERIOD, ...OPENING.toReversed()].map((action) => ({ action }));
  assert.deepEqual(toldOutcomes(outcomes), ['undone: vm1 is closed, with its cgroup, its network, 2 settings']);
  assert.deepEqual(toldOutcomes([{ action: QUOTA }]), ['undone: quota of vm1: none again']);
});

test('what was left alone is told with its reason', () => {
  const [told] = toldOutcomes([{ action: QUOTA, left: "it holds '7'" }]);
  assert.equal(told, "left alone: quota of vm1: 1.5 cores, was none: it holds '7'");
});

test('a kind of effect that has no words here is told by its name', () => {
  assert.deepEqual(toldOutcomes([{ action: { kind: 'melt', place: 'core' } }]), ['undone: melt core']);
});

test('.undo chooses the last, one by its number, or all', () => {
  const entries = entriesOf([QUOTA, ELSEWHERE], new Map());
  assert.deepEqual(chosen(entries, ''), entries.slice(1));
  assert.deepEqual(chosen(entries, '1'), entries.slice(0, 1));
  assert.deepEqual(chosen(entries, 'all'), entries);
  for (const words of ['0', '3', 'both', '1.5']) assert.throws(() => chosen(entries, words), /a number from 1 to 2/);
});
