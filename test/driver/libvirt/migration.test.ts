/** Live migration between two hosts of libvirt's, as far as it is decided without one; the fixtures are what libvirt 9.0 with QEMU 10.0.2 said. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { carried, leftBehind } from '../../../lib/driver/libvirt/migration/carry.ts';
import { migrateCommand } from '../../../lib/driver/libvirt/migration/command.ts';
import {
  type BothSides,
  completedJob,
  type LibvirtEvent,
  outageOf,
  parseEvents,
  passStarts,
} from '../../../lib/driver/libvirt/migration/events.ts';
import { parseJob } from '../../../lib/driver/libvirt/migration/job.ts';
import { isBroken, isHandedOver, phaseOf, progressOf } from '../../../lib/driver/libvirt/migration/progress-of.ts';
import { type Copy, type Situation, settlement } from '../../../lib/driver/libvirt/migration/settle.ts';
import { checkSupported, libvirtTarget } from '../../../lib/driver/libvirt/migration/target.ts';
import { parseLibvirtUri } from '../../../lib/driver/libvirt/uri.ts';
import type { MigrationOptions } from '../../../lib/driver/migration/options.ts';
import type { MigrationPhase } from '../../../lib/driver/migration/progress.ts';
import { migrationSpec } from '../../../lib/driver/migration/spec.ts';

const recorded = (file: string) => readFileSync(new URL(`../../fixtures/libvirt/${file}`, import.meta.url), 'utf8');
const sides = (what: string): BothSides => ({
  source: parseEvents(recorded(`event-${what}-source.txt`)),
  destination: parseEvents(recorded(`event-${what}-destination.txt`)),
});

const BASE = 'migrate U qemu+ssh://node2/system --live --dname vm1';

const COMMANDS: readonly (readonly [string, MigrationOptions, string])[] = [
  ['what is not told is what two QEMUs do', {}, `${BASE} --bandwidth 128`],
  ['no limit is told as none', { bandwidth: 0 }, BASE],
  ['a bandwidth is in whole MiB/s', { bandwidth: '50.9MiB/s' }, `${BASE} --bandwidth 50`],
  ['and never 0, which is no limit', { bandwidth: '100KiB/s' }, `${BASE} --bandwidth 1`],
  [
    'postcopy is held to its bandwidth as well',
    { mode: 'postcopy', bandwidth: '30MiB/s' },
    `${BASE} --bandwidth 30 --postcopy --postcopy-bandwidth 30`,
  ],
  ['channels', { channels: 4, bandwidth: 0 }, `${BASE} --parallel --parallel-connections 4`],
  ['compression', { compression: 'xbzrle', bandwidth: 0 }, `${BASE} --compressed --comp-methods xbzrle`],
  ['auto-converge', { autoConverge: true, bandwidth: 0 }, `${BASE} --auto-converge`],
];

for (const [what, options, expected] of COMMANDS)
  test(`command: ${what}`, () => {
    const target = libvirtTarget({ uri: 'qemu+ssh://node2/system' }, 'vm1');
    const command = migrateCommand({ uuid: 'U', target, isPersistent: false }, migrationSpec(options));
    assert.equal(command.join(' '), expected);
  });

test('command: what is defined here is defined there, and its memory may go another way under another name', () => {
  const to = { uri: 'qemu+tcp://node2/system', address: 'tcp://10.0.0.2:49200', tunnelled: true, name: 'vm2' };
  const route = { uuid: 'U', target: libvirtTarget(to, 'vm1'), isPersistent: true };
  assert.equal(
    migrateCommand(route, migrationSpec({ bandwidth: 0 })).join(' '),
    'migrate U qemu+tcp://node2/system --live --p2p --tunnelled --persistent --undefinesource --migrateuri tcp://10.0.0.2:49200 --dname vm2',
  );
});

test('a target is a host of libvirt', () => {
  for (const to of [{}, { uri: 'ssh://node2' }, { uri: 'qemu:///system', address: '10.0.0.2' }])
    assert.throws(() => libvirtTarget(to, 'vm1'), { name: 'InputError' });
});

const UNSUPPORTED: readonly (readonly [string, MigrationOptions, boolean, RegExp])[] = [
  ['its memory cannot be compared', { verify: 'memory' }, false, /use verify: 'guest'/],
  ['a tunnel is where its address says', { through: (at) => at }, false, /give the target an address/],
  ['postcopy is not tunnelled', { mode: 'postcopy' }, true, /connections of its own/],
  ['channels are not tunnelled', { channels: 2 }, true, /connections of its own/],
];

for (const [what, options, tunnelled, message] of UNSUPPORTED)
  test(`unsupported: ${what}`, () => {
    const target = libvirtTarget({ uri: 'qemu:///system', tunnelled }, 'vm1');
    assert.throws(() => checkSupported(migrationSpec(options), target), { name: 'UnsupportedError', message });
  });

test('events are read with their times and, at its end, the figures of the job', () => {
  const { source, destination } = sides('precopy');
  assert.deepEqual([source.length, destination.length], [6, 5]);
  assert.equal(source[0]?.at, Date.parse('2026-11-22T00:01:45.832Z') / 1000);
  assert.deepEqual([...passStarts(source, source[0]?.at ?? 0).keys()], [1, 2, 3]);
  const { time_elapsed, downtime, data_processed } = completedJob(source) ?? {};
  assert.deepEqual(
    { time_elapsed, downtime, data_processed },
    { time_elapsed: 3387, downtime: 48, data_processed: 116041659 },
  );
  assert.deepEqual(parseEvents('nonsense\n\tkey: 1\n'), []);
});

test('the outage is from STOP here to RESUME there; a guest that was paused ran nowhere before either', () => {
  assert.ok(Math.abs(outageOf(sides('precopy')) - 0.031) < 1e-6);
  assert.ok(Math.abs(outageOf(sides('broken')) - 0.23) < 1e-6);
  assert.ok(Number.isNaN(outageOf({ source: [], destination: [] })));
});

/** What had been said by then, in turn. */
const until = ({ source, destination }: BothSides, at: number): BothSides => {
  const said = (events: readonly LibvirtEvent[]) => events.filter((event) => event.at <= at);
  return { source: said(source), destination: said(destination) };
};

test('a phase is told for all that is said on either side', () => {
  const phases = (what: string): MigrationPhase[] => {
    const both = sides(what);
    const times = [...both.source, ...both.destination].map(({ at }) => at).sort((one, other) => one - other);
    const seen = times.map((at) => {
      const heard = until(both, at);
      return phaseOf(heard, passStarts(heard.source, 0).size);
    });
    return seen.filter((phase, index) => phase !== seen[index - 1]);
  };
  assert.deepEqual(phases('precopy'), ['setup', 'precopy', 'switchover', 'ending']);
  const broken = ['setup', 'precopy', 'switchover', 'postcopy', 'paused', 'postcopy', 'ending'];
  assert.deepEqual(phases('broken'), broken);
});

test('the guest is handed over with its CPUs, not before; a link that was made anew is whole', () => {
  const both = sides('broken');
  const at = (text: string) => until(both, both.source.findLast((event) => event.text === text)?.at ?? 0);
  assert.equal(isHandedOver(until(both, both.source[1]?.at ?? 0)), false);
  assert.equal(isHandedOver(at('Suspended Post-copy')), true);
  assert.equal(isBroken(at('Suspended Post-copy Error')), true);
  assert.equal(isBroken(at('Suspended Post-copy')), false);
});

test('progress is what the job says; what it does not say is NaN', () => {
  const job = parseJob(recorded('domjobinfo-postcopy.txt'));
  const look = progressOf(job, { at: 2, phase: 'postcopy' });
  assert.deepEqual(
    [look.transferred, look.remaining, look.total, look.iteration, look.postcopyRequests, look.throughput],
    [37894587, 117125120, 168566784, 2, 22, 21197970],
  );
  assert.equal(look.dirtyRate, 0);
  assert.deepEqual(parseJob('Job type:         None        \n'), {});
  const none = progressOf({}, { at: 0, phase: 'setup' });
  for (const absent of [none.remaining, none.total, none.dirtyRate, none.throughput, none.postcopyRequests])
    assert.ok(Number.isNaN(absent));
});

const WHEN: Omit<Situation, 'source' | 'destination'> = { wasRunning: true, handedOver: false, isBroken: false };

const SETTLEMENTS: readonly (readonly [string, Situation, ReturnType<typeof settlement>['survivor'], RegExp])[] = [
  ['libvirt has set it right', { ...WHEN, source: 'running', destination: 'none' }, 'source', /^$/],
  [
    'what came there is ended',
    { ...WHEN, source: 'running', destination: 'paused' },
    'source',
    /^destroy destination$/,
  ],
  ['one that stands still goes on', { ...WHEN, source: 'paused', destination: 'none' }, 'source', /^resume source$/],
  [
    'one that was paused stays so',
    { ...WHEN, wasRunning: false, source: 'paused', destination: 'none' },
    'source',
    /^$/,
  ],
  [
    'one host is gone',
    { ...WHEN, source: 'running', destination: 'unknown' },
    'source',
    /^note the destination does not/,
  ],
  ['it runs there', { ...WHEN, source: 'none', destination: 'running' }, 'destination', /^$/],
  ['it runs nowhere', { ...WHEN, source: 'none', destination: 'none' }, 'none', /^$/],
  [
    'half of it is there',
    { ...WHEN, handedOver: true, isBroken: true, source: 'paused', destination: 'running' },
    'none',
    /postcopy-resume/,
  ],
  [
    'it never came to run there',
    { ...WHEN, handedOver: true, source: 'paused', destination: 'none' },
    'none',
    /destroy\(\) ends it/,
  ],
];

for (const [what, situation, survivor, done] of SETTLEMENTS)
  test(`settled: ${what}`, () => {
    const { survivor: found, ...rest } = settlement(situation);
    assert.equal(found, survivor);
    assert.match(Object.entries(rest).flat().join(' '), done);
  });

test('whatever is found, a copy that was handed over is never joined by the source, nor ended', () => {
  const copy = fc.constantFrom<Copy>('running', 'paused', 'none', 'unknown');
  const situation = fc.record({
    source: copy,
    destination: copy,
    wasRunning: fc.boolean(),
    handedOver: fc.boolean(),
    isBroken: fc.boolean(),
  });
  fc.assert(
    fc.property(situation, (given) => {
      const { resume, destroy, survivor } = settlement(given);
      if (given.handedOver) assert.deepEqual([resume, destroy], [undefined, undefined]);
      if (resume) assert.notEqual(given.destination, 'running');
      if (destroy) assert.equal(survivor, 'source');
      if (survivor === 'source') assert.ok(given.source === 'running' || given.source === 'paused');
    }),
  );
});

test('what was set on a domain, and put into its guest, is taken back where it is now, at the taps that it has there', () => {
  const [from, to] = ['qemu:///system', 'qemu+ssh://node2/system'];
  const restore = { kind: 'libvirt-restore', uri: from, uuid: 'U', name: 'vm1', tune: 'schedinfo', found: '-1' };
  const rate = { ...restore, tune: 'domiftune', device: 'vnet0' };
  const copies = { kind: 'guest-remove-copies', reach: 'libvirt', uri: from, uuid: 'U', directories: ['/tmp/x'] };
  const others = [
    { ...restore, uuid: 'V' },
    { ...restore, uri: to },
    { kind: 'remove-file', path: '/tmp/x' },
  ];
  const carrying = {
    source: { uri: parseLibvirtUri(from), uuid: 'U' },
    destination: { uri: parseLibvirtUri(to), name: 'vm2' },
    taps: new Map([['vnet0', 'vnet7']]),
  };
  const moved = { uri: to, name: 'vm2' };
  assert.deepEqual(carried([restore, rate, copies, ...others], carrying), [
    { ...restore, ...moved },
    { ...rate, ...moved, device: 'vnet7' },
    { ...copies, ...moved },
  ]);
});

test('what was set on a tap without libvirt is told as gone', () => {
  const effects = [
    { kind: 'remove-rate', interface: 'vnet0' },
    { kind: 'remove-rate', interface: 'eth0' },
  ];
  assert.match(leftBehind(effects, ['vnet0', 'vnet1']).join(), /^its rate at vnet0 has gone/);
});
