import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkCounters } from '../../../../lib/driver/local/network/counters.ts';
import { claimAddresses, makePair, raiseGuestEnd, raiseHostEnd } from '../../../../lib/driver/local/network/pair.ts';

const PAIR = {
  netns: 'vmlab-vm1',
  hostInterface: 'vl0123456789abc',
  hostMac: '02:00:00:00:00:01',
  guestMac: '02:00:00:00:00:02',
};
const ADDRESSES = { host: '169.254.9.2', guest: '169.254.9.3' };
const text = (command: readonly string[]) => command.join(' ');

test('both ends are made at once, with one segment a packet so that the counters tell wire bytes', () => {
  assert.equal(
    text(makePair(PAIR)),
    'link add vl0123456789abc address 02:00:00:00:00:01 mtu 1500 gso_max_segs 1 type veth ' +
      'peer name eth0 address 02:00:00:00:00:02 mtu 1500 gso_max_segs 1 netns vmlab-vm1',
  );
});

for (const [end, commands] of [
  ['host', raiseHostEnd(PAIR)],
  ['VM', raiseGuestEnd(PAIR, ADDRESSES)],
] as const)
  test(`the ${end}'s end has no IPv6 address by the time it is up`, () => {
    const lines = commands.map(text).filter((line) => !line.includes(' lo '));
    const [silenced, up] = [/addrgenmode none$/, / up$/].map((what) => lines.findIndex((line) => what.test(line)));
    assert.ok(silenced !== undefined && up !== undefined && silenced >= 0 && silenced < up);
  });

test('addresses are claimed by a route, which the kernel gives to one process only', () => {
  assert.equal(text(claimAddresses(PAIR, ADDRESSES)), 'route add 169.254.9.2/31 dev vl0123456789abc scope link');
});

test("what the VM sends is what the host's end receives", () => {
  const { tx, rx } = linkCounters('vl0');
  assert.equal(tx.file, '/sys/class/net/vl0/statistics/rx_bytes');
  assert.equal(rx.file, '/sys/class/net/vl0/statistics/tx_bytes');
  assert.equal(tx.parse('123456\n'), 123456);
});
