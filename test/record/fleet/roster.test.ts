import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { resolvers } from '../../../lib/core/resolvers.ts';
import type { Member, MemberCounters } from '../../../lib/record/fleet/member.ts';
import type { MeteredVm } from '../../../lib/record/fleet/meters.ts';
import { Roster, type RosterProblem } from '../../../lib/record/fleet/roster.ts';
import { counterIn, memberOf } from './fleet-parts.ts';

const COUNTERS: MemberCounters = { cpu: counterIn('cpu') };
const OPTIONS = { patience: 0.05, signal: new AbortController().signal };
const names = (vms: readonly MeteredVm[] | undefined) => vms?.map(({ name }) => name);

function rosterOf(members: readonly Member[] | (() => Promise<readonly Member[]>)) {
  const problems: RosterProblem[] = [];
  return { roster: new Roster(members, (problem) => problems.push(problem)), problems };
}

test('two VMs of one name are refused in a list, and of those that come later the first is meant', async () => {
  const twice = [memberOf('a', () => COUNTERS), memberOf('a', () => ({}))];
  assert.throws(() => rosterOf(twice), InputError);
  const vms = await rosterOf(async () => twice).roster.look(OPTIONS);
  assert.deepEqual(
    vms?.map(({ meters }) => meters.length),
    [1],
  );
});

test('who comes, and who is listed no more, changes who is read; else nothing does', async () => {
  let listed = ['a', 'b'];
  const { roster } = rosterOf(async () => listed.map((name) => memberOf(name, () => COUNTERS)));
  assert.deepEqual(names(await roster.look(OPTIONS)), ['a', 'b']);
  assert.equal(await roster.look(OPTIONS), undefined);
  listed = ['b', 'c'];
  assert.deepEqual(names(await roster.look(OPTIONS)), ['b', 'c']);
});

test('a VM whose counters vanished is asked again, and is another one then', async () => {
  let asked = 0;
  const { roster, problems } = rosterOf([
    memberOf('a', () => {
      if (++asked === 2) throw new Error('it does not run');
      return COUNTERS;
    }),
  ]);
  const [before] = (await roster.look(OPTIONS)) ?? [];
  assert.equal(await roster.look(OPTIONS), undefined);
  assert.equal(asked, 1);
  before!.isLost = true;
  assert.equal(await roster.look(OPTIONS), undefined);
  assert.deepEqual(
    problems.map(({ vm, error }) => [vm, (error as Error).message]),
    [['a', 'it does not run']],
  );
  const [after] = (await roster.look(OPTIONS)) ?? [];
  assert.notEqual(after, before);
  assert.equal(asked, 3);
});

test('a VM that was made anew is asked itself, not the one before', async () => {
  let isFirst = true;
  const first = memberOf('a', () => {
    if (!isFirst) throw new Error('it is gone for good');
    return COUNTERS;
  });
  const { roster, problems } = rosterOf(async () => [isFirst ? first : memberOf('a', () => COUNTERS)]);
  const [before] = (await roster.look(OPTIONS)) ?? [];
  before!.isLost = true;
  isFirst = false;
  assert.deepEqual(names(await roster.look(OPTIONS)), ['a']);
  assert.deepEqual(problems, []);
});

test('who takes long to answer keeps nobody waiting, is asked once, and is taken when there is an answer', async () => {
  const { promise, resolve } = resolvers<MemberCounters>();
  let asked = 0;
  const slow = memberOf('slow', () => {
    asked++;
    return promise;
  });
  const { roster } = rosterOf([memberOf('quick', () => COUNTERS), slow]);
  assert.deepEqual(names(await roster.look(OPTIONS)), ['quick']);
  assert.equal(await roster.look(OPTIONS), undefined);
  resolve(COUNTERS);
  assert.deepEqual(names(await roster.look(OPTIONS)), ['quick', 'slow']);
  assert.equal(asked, 1);
});

test('a list that fails the first time is an error, and later a problem that changes nothing', async () => {
  let isBroken = true;
  const list = async () => {
    if (isBroken) throw new Error('no connection');
    return [memberOf('a', () => COUNTERS)];
  };
  const { roster, problems } = rosterOf(list);
  await assert.rejects(roster.look(OPTIONS), /no connection/);
  isBroken = false;
  assert.deepEqual(names(await roster.look(OPTIONS)), ['a']);
  isBroken = true;
  assert.equal(await roster.look(OPTIONS), undefined);
  assert.deepEqual(
    problems.map(({ vm, error }) => [vm, (error as Error).message]),
    [[undefined, 'no connection']],
  );
});

test('an abort ends the waiting', async () => {
  const { roster } = rosterOf([memberOf('never', () => new Promise(() => {}))]);
  assert.equal(await roster.look({ patience: 600, signal: AbortSignal.timeout(20) }), undefined);
});
