/** What migrations of all drivers have in common. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { stateOf } from '../../lib/driver/migration/dirty-checker.ts';
import { dirtyRateSeconds } from '../../lib/driver/migration/dirty-rate.ts';
import { knownLoss, knownLosses } from '../../lib/driver/migration/known-loss.ts';
import type { MigrationOptions } from '../../lib/driver/migration/options.ts';
import { migrationSpec } from '../../lib/driver/migration/spec.ts';
import { worstOf } from '../../lib/driver/migration/verify-guest.ts';

test('what is not told is what QEMU does by itself', () => {
  const { checker, through, channels, compression, ...told } = migrationSpec();
  const expected = {
    mode: 'precopy',
    passes: 1,
    autoConverge: false,
    verify: [],
    bandwidth: 2 ** 27,
    postcopyBandwidth: 0,
    downtimeLimit: 0.3,
    timeout: 300,
  };
  assert.deepEqual(told, expected);
  assert.deepEqual([checker, through, channels, compression], [undefined, undefined, undefined, undefined]);
});

const WRONG: readonly (readonly [string, MigrationOptions])[] = [
  ['a mode that there is not', { mode: 'teleport' as 'precopy' }],
  ['a bandwidth without sense', { bandwidth: 'fast' }],
  ['no time at all', { timeout: 0 }],
  ['an hour of downtime', { downtimeLimit: '1h' }],
  ['no channel', { channels: 0 }],
  ['half a channel', { channels: 1.5 }],
  ['zlib without channels', { compression: 'zlib' }],
  ['xbzrle with channels', { compression: 'xbzrle', channels: 2 }],
  ['a way to verify that there is not', { verify: 'hope' as 'guest' }],
  ['an option that is misspelt', { bandwith: '1M' } as MigrationOptions],
  ['no pass', { mode: 'hybrid', passes: 0 }],
];

for (const [what, options] of WRONG)
  test(`${what} is refused`, () => {
    assert.throws(() => migrationSpec(options), InputError);
  });

test('QEMU before 9.0 is known to lose pages under TCG, and only there', () => {
  assert.match(knownLoss({ accelerator: 'tcg', version: '7.2.22' }) ?? '', /loses pages/);
  for (const [accelerator, version] of [
    ['tcg', '9.0.0'],
    ['tcg', '10.0.2'],
    ['kvm', '7.2.22'],
  ] as const)
    assert.equal(knownLoss({ accelerator, version }), undefined);
});

test('what is known of both sides is told once', () => {
  const old = { accelerator: 'tcg', version: '7.2' };
  assert.equal(knownLosses([old, old, { accelerator: 'tcg' }, { accelerator: 'tcg', version: '10.0' }]).length, 1);
});

test('a dirty rate is measured over 1 to 60 whole seconds', () => {
  assert.deepEqual([dirtyRateSeconds({}), dirtyRateSeconds({ seconds: '2s' })], [1, 2]);
  for (const seconds of [0, 0.5, 61, '1min 1s', 'soon']) assert.throws(() => dirtyRateSeconds({ seconds }), InputError);
});

const second = (pages: number) => ({ type: 'second', pages });

test('a dirtying guest is verified when it has been through all its memory since it was asked', () => {
  assert.equal(stateOf([second(10)], 1, 10), undefined);
  assert.equal(stateOf([second(10), second(10)], 1, 10), undefined, 'the first second began before it was asked');
  assert.equal(stateOf([second(10), second(10), second(10)], 1, 10), 'verified');
  assert.equal(stateOf([second(10), second(4), second(5), second(5)], 1, 10), 'verified');
});

test('a dirtying guest that has ended is corrupt where it says so, else lost', () => {
  assert.equal(stateOf([second(10), { type: 'result', corrupted_page: 7 }], 0, 10), 'corrupt');
  assert.equal(stateOf([second(10), { type: 'result' }], 0, 10), 'lost');
});

test('bad news of a guest goes before good, and who looked closest before who did not', () => {
  assert.equal(worstOf(['verified', 'corrupt', 'lost']), 'corrupt');
  assert.equal(worstOf(['verified', 'lost']), 'lost');
  assert.equal(worstOf(['alive', 'verified']), 'verified');
  assert.equal(worstOf(['unknown', 'alive']), 'alive');
  assert.equal(worstOf([]), 'unknown');
});
