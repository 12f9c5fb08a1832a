import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import type { LibvirtDomain } from '../../../lib/gather/parsers/libvirt/output.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import { shared } from './support/outputs.ts';

const OURS = readFileSync(new URL('../../fixtures/libvirt/domstats.txt', import.meta.url), 'utf8');

/** The fields again, by libvirt's names, of what a record tells. */
function fieldsOf(domain: LibvirtDomain): Record<string, number> {
  const kib = (bytes: number) => bytes / 1024;
  const ns = (seconds: number) => Math.round(seconds * 1e9);
  const all: Record<string, number> = {
    ...{
      'cpu.time': ns(domain.cpuSeconds),
      'cpu.user': ns(domain.userSeconds),
      'cpu.system': ns(domain.systemSeconds),
    },
    ...{ 'balloon.current': kib(domain.memoryBytes), 'balloon.maximum': kib(domain.maxMemoryBytes) },
    ...{ 'balloon.available': kib(domain.availableBytes), 'balloon.unused': kib(domain.unusedBytes) },
    ...{
      'balloon.usable': kib(domain.usableBytes),
      'balloon.rss': kib(domain.residentBytes),
      'vcpu.current': domain.vcpuCount,
    },
  };
  for (const { index, cpuSeconds, waitSeconds, delaySeconds } of domain.vcpus)
    for (const [name, seconds] of Object.entries({ time: cpuSeconds, wait: waitSeconds, delay: delaySeconds }))
      all[`vcpu.${index}.${name}`] = ns(seconds);
  for (const one of domain.networks) {
    const names = ['rx.bytes', 'rx.pkts', 'rx.errs', 'rx.drop', 'tx.bytes', 'tx.pkts', 'tx.errs', 'tx.drop'];
    const {
      receivedBytes,
      receivedPackets,
      receivedErrors,
      receivedDrops,
      sentBytes,
      sentPackets,
      sentErrors,
      sentDrops,
    } = one;
    const values = [
      receivedBytes,
      receivedPackets,
      receivedErrors,
      receivedDrops,
      sentBytes,
      sentPackets,
      sentErrors,
      sentDrops,
    ];
    for (const [at, name] of names.entries()) all[`net.${one.index}.${name}`] = values[at] as number;
  }
  for (const disk of domain.disks) {
    const values = {
      ...{ 'rd.reqs': disk.reads, 'rd.bytes': disk.readBytes, 'rd.times': ns(disk.readSeconds) },
      ...{ 'wr.reqs': disk.writes, 'wr.bytes': disk.writeBytes, 'wr.times': ns(disk.writeSeconds) },
      ...{ 'fl.reqs': disk.flushes, 'fl.times': ns(disk.flushSeconds), allocation: disk.allocationBytes },
      ...{ capacity: disk.capacityBytes, physical: disk.physicalBytes },
    };
    for (const [name, value] of Object.entries(values)) all[`block.${disk.index}.${name}`] = value;
  }
  for (const [name, value] of Object.entries(domain.perf)) all[`perf.${name}`] = value;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !Number.isNaN(value)));
}

test('every figure that a record tells is the one of its line, and none of a group is lost', (t) => {
  const names = [
    'raw-all',
    'raw-balloon',
    'raw-block',
    'raw-interface',
    'raw-vcpu',
    'raw-lv1',
    'raw-state',
    'shutoff-bogus-cpu',
  ];
  const there = names.map((name) =>
    shared(`libvirt/fixtures/domstats-${name}.txt`, t)
      ?.replace(/^\$.*\n/, '')
      .replace(/\n\[exit.*\n/, ''),
  );
  let compared = 0;
  for (const text of [OURS, ...there]) {
    if (text === undefined) continue;
    for (const block of text.split(/^(?=Domain: )/m)) {
      const [domain] = parsers.domstats(block).samples[0]?.domains ?? [];
      assert.ok(domain);
      assert.equal(domain.name, /'(.*)'/.exec(block)?.[1]);
      const isOff = block.includes('state.state=5');
      const lines = [...block.matchAll(/^ {2}(.*)=(\d+)$/gm)].map(
        ([, name, value]) => [name as string, Number(value)] as const,
      );
      const expected = lines.filter(([name]) => !(isOff && name.startsWith('cpu.')) && TOLD.test(name));
      assert.deepEqual(fieldsOf(domain), Object.fromEntries(expected));
      compared += expected.length;
    }
  }
  t.diagnostic(`${compared} figures compared`);
});

/** What records have: the groups of a domain's use. */
const TOLD =
  /^(cpu\.(time|user|system)|balloon\.(current|maximum|available|unused|usable|rss)|vcpu\.(current|\d+\.(time|wait|delay))|net\.\d+\..*|block\.\d+\.(?!backingIndex).*|perf\..*)$/;

test('a domain that is off has no CPU time, whatever libvirt says', () => {
  const off = parsers.domstats(OURS).samples[0]?.domains.find(({ name }) => name === 'off');
  assert.deepEqual([off?.state, off?.cpuSeconds, off?.userSeconds], ['shutoff', Number.NaN, Number.NaN]);
  assert.match(OURS, /Domain: 'off'[^:]*cpu\.time=\d/);
});

test("libvirt's perf events are told by its names", () => {
  const { samples } = parsers.domstats("Domain: 'vm1'\n  perf.cache_misses=123\n  perf.cache_references=4567\n");
  assert.deepEqual(samples[0]?.domains[0]?.perf, { cache_misses: 123, cache_references: 4567 });
});

test('a domain that is named anew begins a sample', () => {
  const { samples } = parsers.domstats(OURS + OURS);
  assert.deepEqual(
    samples.map(({ domains }) => domains.map(({ name }) => name)),
    Array(2).fill(['vm1', 'off']),
  );
});

test('a cut-off line is told, and what is not of domstats refused with its line', () => {
  const cut = parsers.domstats("Domain: 'vm1'\n  state.state=1\n  cpu.time=");
  assert.deepEqual([cut.truncated, cut.samples[0]?.domains[0]?.state], [true, 'running']);
  for (const bad of [
    '',
    'error: failed to connect\n',
    '  cpu.time=1\n',
    "Domain: 'vm1'\n  cpu.time=1.5\n",
    "Domain: 'vm1'\nfoo\n",
  ])
    assert.throws(
      () => parsers.domstats(bad),
      (error) => error instanceof InputError && /virsh domstats --raw/.test(error.message),
    );
});
