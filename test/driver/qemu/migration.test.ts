/** Live migration, as far as it is decided without a machine; the fixtures are what two QEMUs 10.0.2 said, of a guest that dirtied 10 MiB/s. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { UnsupportedError } from '../../../lib/core/errors.ts';
import { iterationsOf } from '../../../lib/driver/migration/iterations.ts';
import type { MigrationOptions } from '../../../lib/driver/migration/options.ts';
import type { MigrationProgress } from '../../../lib/driver/migration/progress.ts';
import { migrationSpec } from '../../../lib/driver/migration/spec.ts';
import { nextStep, type Situation, type Step } from '../../../lib/driver/qemu/migration/next-step.ts';
import { type BothEvents, outageOf } from '../../../lib/driver/qemu/migration/outage.ts';
import { progressOf } from '../../../lib/driver/qemu/migration/progress-of.ts';
import { ramRanges } from '../../../lib/driver/qemu/migration/ram-ranges.ts';
import type { MigrationReply, MigrationStatus } from '../../../lib/driver/qemu/migration/reply.ts';
import { settingCommands } from '../../../lib/driver/qemu/migration/settings.ts';

interface Recorded {
  readonly source: readonly { readonly at: number; readonly reply: MigrationReply }[];
  readonly destination: MigrationReply;
  readonly events: BothEvents;
}

const NAMES = ['precopy', 'postcopy', 'hybrid', 'multifd'] as const;

const recorded = (name: (typeof NAMES)[number]): Recorded =>
  JSON.parse(readFileSync(new URL(`../../fixtures/qemu-migration/${name}.json`, import.meta.url), 'utf8'));

const progressIn = ({ source }: Recorded): MigrationProgress[] => source.map(({ at, reply }) => progressOf(reply, at));

test('both sides are told everything, each time, in units of QEMU', () => {
  const [capabilities, parameters] = settingCommands(
    migrationSpec({ mode: 'hybrid', bandwidth: '50MiB/s', downtimeLimit: '20ms' }),
  );
  const on = (capabilities!.arguments as { capabilities: { capability: string; state: boolean }[] }).capabilities;
  assert.deepEqual(Object.fromEntries(on.map(({ capability, state }) => [capability, state])), {
    events: true,
    'return-path': true,
    'postcopy-ram': true,
    multifd: false,
    xbzrle: false,
    'auto-converge': false,
  });
  assert.deepEqual(parameters, {
    command: 'migrate-set-parameters',
    arguments: {
      'max-bandwidth': 52428800,
      'max-postcopy-bandwidth': 52428800,
      'downtime-limit': 20,
      'announce-initial': 0,
      'multifd-channels': 2,
      'multifd-compression': 'none',
    },
  });
});

test('channels are multifd, and are what zlib and zstd compress', () => {
  const [capabilities, parameters] = settingCommands(migrationSpec({ channels: 4, compression: 'zstd' }));
  assert.ok(JSON.stringify(capabilities).includes('{"capability":"multifd","state":true}'));
  assert.ok(JSON.stringify(parameters).includes('"multifd-channels":4,"multifd-compression":"zstd"'));
});

const situation = (status: MigrationStatus, pass = 1, others: Partial<Situation> = {}): Situation => ({
  reply: { status, ram: { 'dirty-sync-count': pass } as never },
  destination: 'paused',
  postcopyStarted: false,
  handedOver: false,
  ...others,
});

const STEPS: readonly (readonly [string, MigrationOptions, Situation, Step])[] = [
  ['precopy goes on by itself', {}, situation('active', 9), 'wait'],
  ['postcopy starts with the first pass', { mode: 'postcopy' }, situation('active'), 'start-postcopy'],
  ['postcopy is started once', { mode: 'postcopy' }, situation('active', 1, { postcopyStarted: true }), 'wait'],
  ['hybrid lets its passes go by', { mode: 'hybrid', passes: 2 }, situation('active', 2), 'wait'],
  ['hybrid starts postcopy after them', { mode: 'hybrid', passes: 2 }, situation('active', 3), 'start-postcopy'],
  [
    'a destination that has not all its CPUs need waits',
    { mode: 'postcopy' },
    situation('postcopy-active', 2, { destination: 'inmigrate' }),
    'wait',
  ],
  ['one that has it gets the guest', { mode: 'postcopy' }, situation('postcopy-active', 2), 'hand-over'],
  ['once', { mode: 'postcopy' }, situation('postcopy-active', 2, { handedOver: true }), 'wait'],
  [
    'not before its memory was compared',
    { mode: 'postcopy', verify: 'memory' },
    situation('postcopy-active', 2),
    'wait',
  ],
  [
    'a link that broke is made anew',
    { mode: 'postcopy' },
    situation('postcopy-paused', 2, { handedOver: true }),
    'recover',
  ],
  ['what has completed is done', {}, situation('completed', 5), 'done'],
  ['what has failed fails', {}, situation('failed'), 'fail'],
  ['what somebody else cancelled fails', {}, situation('cancelled'), 'fail'],
];

for (const [what, options, given, expected] of STEPS)
  test(`next step: ${what}`, () => {
    assert.equal(nextStep(migrationSpec(options), given), expected);
  });

test('the guest is handed over in no state from which QEMU lets the source run again', () => {
  const early: readonly MigrationStatus[] = [
    'none',
    'setup',
    'active',
    'pre-switchover',
    'device',
    'cancelling',
    'cancelled',
    'failed',
    'wait-unplug',
  ];
  for (const mode of ['precopy', 'postcopy', 'hybrid'] as const)
    for (const status of early)
      for (const destination of ['inmigrate', 'paused'])
        assert.notEqual(nextStep(migrationSpec({ mode }), situation(status, 3, { destination })), 'hand-over');
});

for (const name of NAMES)
  test(`${name}: the passes follow each other, and hold all that was sent`, () => {
    const record = recorded(name);
    const progress = progressIn(record);
    const began = record.events.source[0]?.at ?? 0;
    const passes = record.events.source.filter((event) => event.name === 'MIGRATION_PASS');
    const starts = new Map(passes.map(({ data, at }) => [Number(data.pass), at - began]));
    const table = iterationsOf(progress, starts);
    const total = progress.at(-1)?.transferred ?? 0;
    assert.equal(
      table.reduce((sum, { transferred }) => sum + transferred, 0),
      total,
    );
    for (const [index, pass] of table.entries()) {
      const before = table[index - 1];
      assert.ok(pass.duration >= 0 && pass.start >= 0 && pass.remaining >= 0);
      if (before) assert.ok(pass.iteration > before.iteration && pass.start >= before.start);
      if (before)
        assert.ok(
          Math.abs(before.start + before.duration - pass.start) < 0.01 || pass.iteration > before.iteration + 1,
        );
    }
  });

test('precopy dirties at about the rate that the guest was told', () => {
  const rates = progressIn(recorded('precopy'))
    .filter(({ iteration }) => iteration > 1)
    .map(({ dirtyRate }) => dirtyRate);
  assert.ok(
    rates.some((rate) => rate > 5 * 2 ** 20 && rate < 20 * 2 ** 20),
    rates.join(', '),
  );
});

test('a phase is told for each status that QEMU went through', () => {
  const phases = (name: (typeof NAMES)[number]) => [...new Set(progressIn(recorded(name)).map(({ phase }) => phase))];
  assert.deepEqual(phases('precopy'), ['setup', 'precopy', 'switchover', 'ending']);
  assert.deepEqual(phases('hybrid'), ['setup', 'precopy', 'postcopy', 'ending']);
});

test('progress is nothing before there is any, and a line for people', () => {
  const none = progressOf({}, 0);
  assert.deepEqual([none.transferred, none.iteration, none.phase], [0, 0, 'setup']);
  for (const absent of [none.remaining, none.total, none.dirtyRate, none.throughput]) assert.ok(Number.isNaN(absent));
  const ram = {
    transferred: 2 ** 20,
    remaining: 2 ** 21,
    total: 2 ** 28,
    'page-size': 4096,
    'dirty-pages-rate': 256,
    'dirty-sync-count': 2,
    mbps: 8,
  };
  const look = progressOf({ status: 'active', ram, 'cpu-throttle-percentage': 20 }, 1.25);
  assert.deepEqual([look.dirtyRate, look.throughput, look.throttle], [2 ** 20, 1e6, 0.2]);
  assert.equal(String(look), '1.3 s: precopy, pass 2: 1 MiB sent, 2 MiB remaining, 977 KiB/s, dirtied 1 MiB/s');
});

test('the outage is from STOP here to RESUME there, and longer than the downtime that the source saw', () => {
  for (const name of NAMES) {
    const { events, source } = recorded(name);
    const outage = outageOf(events);
    const stop = events.source.find((event) => event.name === 'STOP')?.at ?? Number.NaN;
    assert.ok(outage > 0 && outage < 1, `${name}: ${outage} s`);
    assert.ok(events.destination.some((event) => event.name === 'RESUME' && Math.abs(event.at - stop - outage) < 1e-9));
    if (name === 'postcopy') assert.ok(outage * 1000 > (source.at(-1)?.reply.downtime ?? 0));
  }
  assert.ok(
    Number.isNaN(outageOf({ source: [], destination: [] })),
    'a guest that was paused ran nowhere before either',
  );
});

test('memory beyond what fits below the devices is above 4 GiB', () => {
  const GiB = 2 ** 30;
  assert.deepEqual(ramRanges({ machine: 'pc', memory: GiB }), [{ start: 0, size: GiB }]);
  assert.deepEqual(ramRanges({ machine: 'pc-i440fx-7.2', memory: 5 * GiB }), [
    { start: 0, size: 3 * GiB },
    { start: 4 * GiB, size: 2 * GiB },
  ]);
  assert.deepEqual(ramRanges({ machine: 'pc-q35-10.0', memory: 3 * GiB })[1], { start: 4 * GiB, size: GiB });
  assert.throws(() => ramRanges({ machine: 'microvm', memory: GiB }), UnsupportedError);
});
