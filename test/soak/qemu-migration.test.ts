/** Live migration, ten times each way; and a QEMU that is known to lose pages, which is found out each time. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { execa } from 'execa';
import { RunError } from '../../lib/core/errors.ts';
import type { MigrationOptions } from '../../lib/driver/migration/options.ts';
import type { MigrationResult } from '../../lib/driver/migration/result.ts';
import { runMigration } from '../../lib/driver/qemu/migration/run.ts';
import { startQemu } from '../../lib/driver/qemu/start.ts';
import { beginToDirty, checker } from '../integration/small-guest/dirty.ts';
import { smallGuests } from '../integration/small-guest/guests.ts';
import { whyNot } from '../integration/small-guest/here.ts';

const TIMES = 10;
/** Its pages are lost from the fourth pass on. */
const OLD_QEMU = 'qemu-system-x86_64';
const OLD_TIMES = 4;

const WAYS: Readonly<Record<string, MigrationOptions>> = {
  precopy: { bandwidth: '40MiB/s', verify: ['memory', 'guest'] },
  postcopy: { mode: 'postcopy', bandwidth: '30MiB/s', verify: 'guest' },
  hybrid: { mode: 'hybrid', bandwidth: '40MiB/s', downtimeLimit: '1ms', verify: 'guest' },
  multifd: { channels: 3, bandwidth: 0, verify: ['memory', 'guest'] },
};

describe('a guest moves ten times', { skip: await whyNot(), timeout: 900_000 }, () => {
  for (const [way, options] of Object.entries(WAYS))
    test(`by ${way}`, async (t) => {
      await using guests = await smallGuests();
      let source = await guests.boot();
      await beginToDirty(source);
      const results: MigrationResult[] = [];
      for (let time = 0; time < TIMES; time++) {
        const destination = await startQemu(guests.parts, guests.spec({ incoming: true, paused: true }));
        results.push(await runMigration(guests.parts, { source, destination }, { checker, ...options }));
        source = destination;
      }
      const range = (of: (result: MigrationResult) => number) =>
        `${Math.min(...results.map(of)).toFixed(3)} to ${Math.max(...results.map(of)).toFixed(3)} s`;
      t.diagnostic(
        `total ${range((it) => it.total)}, downtime ${range((it) => it.downtime)}, outage ${range((it) => it.outage)}`,
      );
      assert.deepEqual(
        results.map(({ guest }) => guest),
        results.map(() => 'verified'),
      );
    });
});

describe('on a QEMU before 9.0', { skip: (await whyNot()) || (await whyNotOld()), timeout: 300_000 }, () => {
  test('a long precopy is told as corrupt each time, and the guest goes on whole where it was', async () => {
    await using guests = await smallGuests();
    const source = await guests.boot({ program: OLD_QEMU });
    await beginToDirty(source);
    for (let time = 0; time < OLD_TIMES; time++) {
      const destination = await startQemu(guests.parts, { ...source.spec, incoming: true, paused: true });
      const options = { bandwidth: '40MiB/s', downtimeLimit: '20ms', verify: 'memory' } as const;
      const error = await runMigration(guests.parts, { source, destination }, options).then(
        ({ guest, iterations }) => assert.fail(`told as a success, after ${iterations.length} passes: ${guest}`),
        (reason: unknown) => reason,
      );
      if (!(error instanceof RunError)) throw error;
      const { guest, survivor, warnings } = error.result as MigrationResult;
      assert.match(warnings.join(), /loses pages/);
      assert.deepEqual([error.code, guest, survivor], ['CORRUPTED', 'corrupt', 'source']);
      assert.match(error.message, /\d+ of 40960 pages are not what they were; the guest goes on at the source/);
      assert.equal(await checker(source, AbortSignal.timeout(30_000)), 'verified');
    }
  });
});

async function whyNotOld(): Promise<string | false> {
  const { stdout = '' } = await execa(OLD_QEMU, ['--version'], { reject: false });
  const version = /version (\d+\.\d+)/.exec(stdout)?.[1];
  return (
    !(Number.parseFloat(version ?? '') < 9) && `the installed QEMU is ${version ?? 'not there'}, not one before 9.0`
  );
}
