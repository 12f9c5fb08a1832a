import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseDomainStatistics, stateOf } from '../../../lib/driver/libvirt/domain-statistics.ts';
import { parseDomainXml } from '../../../lib/driver/libvirt/domain-xml/parse.ts';
import { parseMemoryStatistics } from '../../../lib/driver/libvirt/memory-statistics.ts';
import { type TuneName, tuneOf } from '../../../lib/driver/libvirt/tune/tunes.ts';

const recorded = (file: string) => readFileSync(new URL(`../../fixtures/libvirt/${file}`, import.meta.url), 'utf8');
const uuid = '00000001-1111-4222-8333-444444444441';

/** The tune, which of its values, the recorded answer, the value in it, and the command that sets it so again. */
const CASES: [TuneName, { parameter: string; device?: string }, string, string, string][] = [
  ['schedinfo', { parameter: 'global_quota' }, 'schedinfo.txt', '-1', 'schedinfo U --live --set global_quota=-1'],
  [
    'schedinfo',
    { parameter: 'global_quota' },
    'schedinfo-limited.txt',
    '50000',
    'schedinfo U --live --set global_quota=50000',
  ],
  ['schedinfo', { parameter: 'cpu_shares' }, 'schedinfo.txt', '1024', 'schedinfo U --live --set cpu_shares=1024'],
  ['vcpu-pin', { parameter: '1' }, 'vcpupin.txt', '0-1', 'vcpupin U 1 0-1 --live'],
  ['emulator-pin', { parameter: '' }, 'emulatorpin.txt', '0-1', 'emulatorpin U 0-1 --live'],
  ['balloon-size', { parameter: '' }, 'dommemstat.txt', '65536', 'setmem U 65536 --live'],
  ['balloon-period', { parameter: '' }, 'domain-paused.xml', '0', 'dommemstat U --period 0 --live'],
  [
    'domiftune',
    { parameter: 'inbound', device: 'vt1' },
    'domiftune.txt',
    '0,0,0',
    'domiftune U vt1 --live --inbound 0,0,0',
  ],
  [
    'blkdeviotune',
    { parameter: 'bytes', device: 'vda' },
    'blkdeviotune.txt',
    '0 2097152 0 0 4194304 0 0 2 0',
    'blkdeviotune U vda --live --total-bytes-sec 0 --read-bytes-sec 2097152 --write-bytes-sec 0 --total-bytes-sec-max 0 ' +
      '--read-bytes-sec-max 4194304 --write-bytes-sec-max 0 --total-bytes-sec-max-length 0 --read-bytes-sec-max-length 2 ' +
      '--write-bytes-sec-max-length 0',
  ],
  [
    'blkdeviotune',
    { parameter: 'iops', device: 'vda' },
    'blkdeviotune.txt',
    '100 0 0 0 0 0 0 0 0',
    'blkdeviotune U vda --live --total-iops-sec 100 --read-iops-sec 0 --write-iops-sec 0 --total-iops-sec-max 0 ' +
      '--read-iops-sec-max 0 --write-iops-sec-max 0 --total-iops-sec-max-length 0 --read-iops-sec-max-length 0 ' +
      '--write-iops-sec-max-length 0',
  ],
];

for (const [name, place, file, value, command] of CASES)
  test(`${name} ${place.parameter}: what is read of ${file} is what sets it so again`, () => {
    const target = { uuid, ...place };
    assert.equal(tuneOf(name).valueIn(recorded(file), target), value);
    assert.equal(tuneOf(name).write(target, value).join(' ').replace(uuid, 'U'), command);
  });

test('on cgroup v2 libvirt says no quota as the largest number', () => {
  const output = recorded('schedinfo.txt').replace(/global_quota.*/, 'global_quota   : 18446744073709551');
  assert.equal(tuneOf('schedinfo').valueIn(output, { uuid, parameter: 'global_quota' }), '-1');
});

test('a burst that is none has no length, whatever libvirt says', () => {
  const output = recorded('blkdeviotune.txt').replace('write_bytes_sec_max_length: 0', 'write_bytes_sec_max_length: 1');
  const value = tuneOf('blkdeviotune').valueIn(output, { uuid, device: 'vda', parameter: 'bytes' });
  assert.equal(value, '0 2097152 0 0 4194304 0 0 2 0');
});

test('statistics of domains come by name; the state tells which of them are true', () => {
  const domains = parseDomainStatistics(recorded('domstats.txt'));
  assert.deepEqual([...domains.keys()], ['vm1', 'off']);
  assert.deepEqual([...domains.values()].map(stateOf), ['paused', 'shutoff']);
  assert.equal(domains.get('vm1')?.['net.0.rx.bytes'], '90');
  assert.ok(Number(domains.get('off')?.['cpu.time']) > 0, 'libvirt 9 reports its own CPU time for one that is off');
  assert.equal(stateOf(undefined), 'unknown');
});

const shared = new URL('../../../../shared/libvirt/fixtures/', import.meta.url);
const skip = existsSync(shared) ? false : 'there is no ../shared here';
/** Without the line that tells the command, and the one with its exit code. */
const transcript = (file: string) => readFileSync(new URL(file, shared), 'utf8').split('\n').slice(1, -2).join('\n');

test('answers with headings, of a domain that runs a guest, are read as well', { skip }, () => {
  const value = (name: TuneName, file: string, place: { parameter: string; device?: string }) =>
    tuneOf(name).valueIn(transcript(file), { uuid, ...place });
  assert.equal(value('schedinfo', 'schedinfo-after.txt', { parameter: 'global_quota' }), '150000');
  assert.equal(value('vcpu-pin', 'vcpupin-after.txt', { parameter: '0' }), '1');
  assert.equal(value('vcpu-pin', 'vcpupin-after.txt', { parameter: '1' }), '0-1');
  assert.equal(value('emulator-pin', 'emulatorpin.txt', { parameter: '' }), '0-1');
  assert.equal(value('balloon-size', 'dommemstat-after-setmem.txt', { parameter: '' }), '122880');
  assert.equal(
    value('blkdeviotune', 'blkdeviotune-after.txt', { parameter: 'bytes' }),
    '0 2097152 0 0 4194304 0 0 2 0',
  );
  assert.equal(value('domiftune', 'domiftune-get.txt', { parameter: 'outbound' }), '0,0,0');
  assert.equal(parseMemoryStatistics(transcript('dommemstat.txt')).usable, 75904);
  const { name, vcpus, disks, interfaces, balloonPeriod } = parseDomainXml(transcript('dumpxml-live.txt'));
  assert.deepEqual(
    [name, vcpus, disks[0]?.target, interfaces[0]?.bridge, balloonPeriod],
    ['lv1', 2, 'vda', 'lvbr0', 2],
  );
});
