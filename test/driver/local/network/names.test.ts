import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkInterface } from '../../../../lib/driver/local/network/interface-name.ts';
import { randomMac } from '../../../../lib/driver/local/network/mac.ts';
import { hostInterfaceName, netnsName, netnsPath } from '../../../../lib/driver/local/network/names.ts';

const vmNames = fc.oneof(fc.string({ minLength: 1, maxLength: 300 }), fc.stringMatching(/^[\w.-]{60,70}$/));

test('a plain VM name is readable in the name of its namespace', () => {
  assert.equal(netnsName('vm1'), 'vmlab-vm1');
  assert.equal(netnsPath(netnsName('vm1')), '/run/netns/vmlab-vm1');
});

test('any VM name gives a namespace that is a good file name', () => {
  fc.assert(fc.property(vmNames, (name) => /^[\w.~-]{1,255}$/.test(netnsName(name))));
});

test('two VMs share neither a namespace nor an interface', () => {
  const shares = (one: string, other: string) =>
    netnsName(one) === netnsName(other) || hostInterfaceName(one) === hostInterfaceName(other);
  fc.assert(fc.property(vmNames, vmNames, (one, other) => one === other || !shares(one, other)));
  const long = 'a'.repeat(80);
  assert.ok(!shares(`${long}1`, `${long}2`));
  assert.ok(!shares('a/b', 'a_b'));
});

test('an interface name is never longer than the kernel allows', () => {
  fc.assert(fc.property(vmNames, (name) => /^vl[0-9a-f]{13}$/.test(hostInterfaceName(name))));
});

test('an Ethernet address is unicast and locally administered', () => {
  assert.match(randomMac(), /^02(:[0-9a-f]{2}){5}$/);
  assert.notEqual(randomMac(), randomMac());
});

for (const name of ['', '-f', 'eth0 root', 'a/b', 'sixteen-letters-'])
  test(`'${name}' is refused as an interface`, () => assert.throws(() => checkInterface(name), { code: 'BAD_INPUT' }));
