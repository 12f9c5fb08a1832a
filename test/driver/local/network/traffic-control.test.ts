import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addFilter, checkMatch, shownMatches } from '../../../../lib/driver/local/network/filter.ts';
import { addClass, changeClass, pacedRate, parseWireRate } from '../../../../lib/driver/local/network/htb.ts';
import { classRates, filterMatches, isShownAs, madeRoot } from '../../../../lib/driver/local/network/htb-state.ts';
import { ownRateCommands, ownRateLine } from '../../../../lib/driver/local/network/rate.ts';
import { joinCommands } from '../../../../lib/driver/local/network/shared-class.ts';
import { freeMinors } from '../../../../lib/driver/local/network/shared-rate.ts';
import { isFreeMinor } from '../../../../lib/driver/local/network/shared-root.ts';

const text = (command: readonly string[]) => command.join(' ');

test('a class has a rate in bytes a second, a burst of 5 ms and at least one frame', () => {
  assert.equal(
    text(addClass({ interface: 'eth0', minor: 0x60 }, 1e6)),
    'class add dev eth0 parent 10: classid 10:60 htb rate 1000000bps burst 5000 cburst 5000 quantum 1514',
  );
  assert.match(text(changeClass({ interface: 'eth0', minor: 1 }, 100)), / rate 100bps burst 1514 cburst 1514 /);
});

test('the first limit of a VM makes qdisc and class, a next one changes in place, and max removes them', () => {
  assert.deepEqual(ownRateCommands('max', 1e6).map(text), [
    'qdisc add dev eth0 root handle 10: htb default 1',
    'class add dev eth0 parent 10: classid 10:1 htb rate 1000000bps burst 5000 cburst 5000 quantum 1514',
  ]);
  assert.deepEqual(ownRateCommands(5, 1e6).map(text), [ownRateLine(1e6).trim()]);
  assert.deepEqual(ownRateCommands(5, 'max').map(text), ['qdisc del dev eth0 root handle 10:']);
  assert.deepEqual(ownRateCommands('max', 'max'), []);
});

test('a rate is rounded to bytes a second, and one that HTB cannot hold is refused', () => {
  assert.equal(parseWireRate('100Mbit'), 12_500_000);
  assert.equal(parseWireRate(26.4), 26);
  for (const rate of [0, 25, '100bit', 'fast']) assert.throws(() => parseWireRate(rate), { code: 'BAD_INPUT' });
});

test('a paced rate stays above ten frames a second, so that no debt outlives its step', () => {
  assert.deepEqual([0, 15_139, 15_141.4].map(pacedRate), [15_140, 15_140, 15_141]);
});

test('a class on a shared interface hangs from the trunk, and fails where the trunk is gone', () => {
  const commands = joinCommands({ interface: 'br1', minor: 0x60, match: { destination: '10.0.0.7', port: 5001 } }, 1e6);
  assert.match(text(commands[0] ?? []), /^class add dev br1 parent 10:ffff classid 10:60 /);
  assert.match(text(commands[1] ?? []), /^class change dev br1 classid 10:ffff /);
  assert.equal(
    text(commands[2] ?? []),
    'filter add dev br1 parent 10: protocol ip pref 96 u32 match ip dst 10.0.0.7/32 match ip dport 5001 0xffff flowid 10:60',
  );
});

test('a filter by source address says so, and no filter ever matches a mark', () => {
  const filter = text(addFilter('eth0', 7, { source: '10.0.0.7' }));
  assert.match(filter, /u32 match ip src 10\.0\.0\.7\/32 flowid 10:7$/);
  assert.doesNotMatch(filter, /mark/);
});

test('what tc shows of a filter is recognised as the match that was asked for', () => {
  const shown = `filter parent 10: protocol ip pref 96 u32 chain 0 
filter parent 10: protocol ip pref 96 u32 chain 0 fh 800: ht divisor 1 
filter parent 10: protocol ip pref 96 u32 chain 0 fh 800::800 order 2048 key ht 800 bkt 0 *flowid 10:60 not_in_hw 
  match a9fe0903/ffffffff at 16
  match 00001389/0000ffff at 20
filter parent 10: protocol ip pref 97 u32 chain 0 fh 801::800 order 2048 key ht 801 bkt 0 flowid 10:61 not_in_hw 
  match a9fe0904/ffffffff at 12
`;
  const matches = filterMatches(shown);
  assert.deepEqual(matches.get(0x60), shownMatches({ destination: '169.254.9.3', port: 5001 }));
  assert.deepEqual(matches.get(0x61), shownMatches({ source: '169.254.9.4' }));
  assert.equal(matches.size, 2);
});

test('rates are read from what tc shows of classes', () => {
  const shown = `class htb 10:ffff root rate 10Gbit ceil 10Gbit burst 63750b cburst 63750b 
class htb 10:60 parent 10:ffff prio 0 rate 9876Kbit ceil 9876Kbit burst 2998b cburst 2998b 
class htb 10:1 root prio 0 rate 208bit ceil 208bit burst 1513b cburst 1513b 
class fq_codel 20:1 parent 20: 
`;
  assert.deepEqual(
    [...classRates(shown)],
    [
      [0xffff, 1.25e9],
      [0x60, 1_234_500],
      [1, 26],
    ],
  );
  assert.ok(isShownAs(1_234_500, 1_234_567));
  assert.ok(!isShownAs(1_234_500, 1_240_000));
  assert.ok(isShownAs('max', 'max'));
  assert.ok(!isShownAs('max', 1e6));
});

test("a root qdisc that the kernel made by itself is nobody's", () => {
  const root = (kind: string, handle: string) => JSON.stringify([{ kind, handle, root: true }]);
  for (const kind of ['noqueue', 'pfifo_fast', 'mq', 'fq_codel']) assert.equal(madeRoot(root(kind, '0:')), undefined);
  assert.equal(madeRoot(root('fq_codel', '8001:'))?.kind, 'fq_codel');
  assert.equal(madeRoot(JSON.stringify([{ kind: 'ingress', handle: 'ffff:' }])), undefined);
});

test("a minor is proposed that is neither taken nor vmlab's own", () => {
  const [start = 0] = freeMinors('169.254.1.1', new Map());
  assert.ok(isFreeMinor(start));
  const [next] = freeMinors('169.254.1.1', new Map([[start, 1]]));
  assert.notEqual(next, start);
  const all = [...freeMinors('169.254.1.1', new Map())];
  assert.equal(new Set(all).size, 0xffff - 2);
  assert.ok(![0, 0x766c, 0xffff].some((minor) => all.includes(minor)));
});

for (const match of [{ source: '10.0.0.300' }, { destination: 'fd00::1' }, { source: '1.1.1.1', port: 65536 }])
  test(`${JSON.stringify(match)} is refused`, () => assert.throws(() => checkMatch(match), { code: 'BAD_INPUT' }));
