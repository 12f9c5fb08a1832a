import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseDomainXml } from '../../../lib/driver/libvirt/domain-xml/parse.ts';

const recorded = readFileSync(new URL('../../fixtures/libvirt/domain-paused.xml', import.meta.url), 'utf8');
const MIB = 2 ** 20;

test('a running domain: what it is, what it is given, and what of it is seen on the host', () => {
  assert.deepEqual(parseDomainXml(recorded), {
    name: 'lv1',
    uuid: '00000001-1111-4222-8333-444444444441',
    type: 'qemu',
    id: 1,
    emulator: '/usr/bin/qemu-system-x86_64',
    vcpus: 2,
    maximumMemory: 64 * MIB,
    memory: 64 * MIB,
    disks: [{ target: 'vda', bus: 'virtio', device: 'disk', source: '/var/lib/libvirt/images/vm1.raw', format: 'raw' }],
    interfaces: [{ type: 'ethernet', mac: '52:54:00:4d:3c:31', tap: 'vmlabt0', bridge: undefined }],
    hasAgentChannel: true,
    balloonPeriod: 0,
  });
});

const domain = (inside: string, attributes = '') =>
  parseDomainXml(`<domain type='kvm'${attributes}><name>a</name><devices>${inside}</devices></domain>`);

test('entities in a name are what they stand for', () => {
  assert.equal(parseDomainXml('<domain><name>a &amp; b &lt;&#233;&gt;</name></domain>').name, 'a & b <é>');
});

test('memory is in KiB without a unit, and in any unit of libvirt with one; a level below the most is the balloon', () => {
  const memory = (text: string) => parseDomainXml(`<domain>${text}</domain>`).maximumMemory;
  const cases: [string, number][] = [
    ['<memory>1024</memory>', MIB],
    ["<memory unit='b'>4096</memory>", 4096],
    ["<memory unit='KB'>2</memory>", 2000],
    ["<memory unit='k'>2</memory>", 2048],
    ["<memory unit='GiB'>3</memory>", 3 * 1024 * MIB],
    ["<memory unit='furlong'>3</memory>", Number.NaN],
    ['', Number.NaN],
  ];
  for (const [xml, bytes] of cases) assert.equal(memory(xml), bytes, xml);
  const { memory: now, maximumMemory } = parseDomainXml(
    "<domain><memory unit='MiB'>64</memory><currentMemory unit='MiB'>48</currentMemory></domain>",
  );
  assert.deepEqual([now, maximumMemory], [48 * MIB, 64 * MIB]);
});

test('disks in files, on devices and in volumes; an empty drive has no source', () => {
  const disks = domain(`
    <disk type='block' device='disk'><source dev='/dev/vg/a'/><target dev='sda' bus='scsi'/></disk>
    <disk type='volume' device='disk'><source pool='p' volume='v'/><target dev='vdb'/></disk>
    <disk type='network' device='disk'><source protocol='rbd' name='pool/image'/><target dev='vdc'/></disk>
    <disk type='file' device='cdrom'><target dev='hda' bus='ide'/></disk>`).disks;
  assert.deepEqual(
    disks.map(({ target, device, source }) => [target, device, source]),
    [
      ['sda', 'disk', '/dev/vg/a'],
      ['vdb', 'disk', 'v'],
      ['vdc', 'disk', undefined],
      ['hda', 'cdrom', undefined],
    ],
  );
});

test('interfaces have a tap only while the domain runs, and a bridge only on one', () => {
  const interfaces = domain(`
    <interface type='bridge'><mac address='52:54:00:00:00:11'/><source bridge='br0'/></interface>
    <interface type='user'/>`).interfaces;
  assert.deepEqual(interfaces, [
    { type: 'bridge', mac: '52:54:00:00:00:11', tap: undefined, bridge: 'br0' },
    { type: 'user', mac: undefined, tap: undefined, bridge: undefined },
  ]);
});

test('a balloon may ask for statistics, or not; and there may be none', () => {
  assert.equal(domain("<memballoon model='virtio'><stats period='2'/></memballoon>").balloonPeriod, 2);
  assert.equal(domain("<memballoon model='virtio'/>").balloonPeriod, 0);
  assert.equal(domain("<memballoon model='none'/>").balloonPeriod, undefined);
  assert.equal(domain('').balloonPeriod, undefined);
});

test('a domain that is off has no id; of its vCPUs those count that are plugged in', () => {
  assert.equal(domain('').id, undefined);
  assert.equal(domain('', " id='7'").id, 7);
  assert.equal(parseDomainXml("<domain><vcpu current='1'>4</vcpu></domain>").vcpus, 1);
});

test('what is no XML of a domain is an InputError', () => {
  for (const text of ['', 'x', '<domain', '<network/>', '<domain><name></domain>'])
    assert.throws(() => parseDomainXml(text), { name: 'InputError', expected: 'the XML of a domain' }, text);
});
