import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addressedRanges,
  overlaps,
  rangeOf,
  routedRanges,
} from '../../../../lib/driver/local/network/address-range.ts';
import { freePairs } from '../../../../lib/driver/local/network/addresses.ts';

const first = (vm: string, used: string[] = []) => freePairs(vm, used.map(rangeOf)).next().value;

test('a pair is link-local, even on the host and odd in the VM', () => {
  fc.assert(
    fc.property(fc.string(), (vm) => {
      const pair = first(vm);
      const [a, b, third, last] = (pair?.host ?? '').split('.').map(Number);
      assert.deepEqual([a, b, Number(last) % 2], [169, 254, 0]);
      assert.ok(third !== undefined && third > 0 && third < 255);
      assert.equal(pair?.guest, `169.254.${third}.${Number(last) + 1}`);
    }),
  );
});

test('a pair in use is passed over, whether by its network, its host or its guest', () => {
  const pair = first('vm1');
  for (const used of [`${pair?.host}/31`, `${pair?.host}/24`, `${pair?.guest}`])
    assert.ok(!overlaps(rangeOf(used), rangeOf(`${first('vm1', [used])?.host}/31`)));
});

test('the addresses of cloud metadata servers are never given', () => {
  const given = [...freePairs('vm1', [])].map(({ host }) => host);
  assert.equal(given.length, 254 * 128 - 3 * 128);
  assert.equal(given.filter((host) => /^169\.254\.(0|169|170|171|255)\./.test(host)).length, 0);
});

test('when all are in use there is none', () => {
  assert.equal(first('vm1', ['169.254.0.0/16']), undefined);
});

test('a default route and a zeroconf route take no pair; what is more specific does', () => {
  const routes = ['default', '169.254.0.0/16', '169.254.7.0/24', '10.0.0.1', 'fe80::/64'].map((dst) => ({ dst }));
  assert.deepEqual(routedRanges(JSON.stringify(routes)), ['169.254.7.0/24', '10.0.0.1'].map(rangeOf));
});

test('the addresses of this host, and those of its peers, are in use', () => {
  const links = [{ addr_info: [{ local: '10.0.0.1', address: '10.0.0.2' }] }, {}];
  assert.deepEqual(addressedRanges(JSON.stringify(links)), ['10.0.0.1', '10.0.0.2'].map(rangeOf));
  assert.deepEqual(addressedRanges(''), []);
});
