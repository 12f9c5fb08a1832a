/** Live migration between two QEMUs, of a guest that dirties its memory and checks it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { MigrationOptions } from '../../lib/driver/migration/options.ts';
import type { MigrationProgress } from '../../lib/driver/migration/progress.ts';
import type { MigrationResult } from '../../lib/driver/migration/result.ts';
import { dirtyRate } from '../../lib/driver/qemu/dirty-rate.ts';
import type { QemuDomain } from '../../lib/driver/qemu/domain.ts';
import { runMigration, watchMigration } from '../../lib/driver/qemu/migration/run.ts';
import { startQemu } from '../../lib/driver/qemu/start.ts';
import { beginToDirty, checker, RATE } from './small-guest/dirty.ts';
import { type SmallGuests, smallGuests } from './small-guest/guests.ts';
import { whyNot } from './small-guest/here.ts';

describe('a guest that dirties its memory moves', { skip: await whyNot(), timeout: 150_000 }, () => {
  let guests: SmallGuests;
  /** Where the guest is now: each test moves it on. */
  let vm: QemuDomain;

  before(async () => {
    guests = await smallGuests();
    vm = await guests.boot();
    await beginToDirty(vm);
  });
  after(() => guests?.[Symbol.asyncDispose]());

  const destination = () => startQemu(guests.parts, guests.spec({ incoming: true, paused: true }));

  /** Moves it, with both ways to look at its memory, unless told otherwise. */
  async function move(options: MigrationOptions): Promise<MigrationResult> {
    const [source, there] = [vm, await destination()];
    const verified = { verify: ['memory', 'guest'], checker, timeout: '60s' } as const;
    const result = await runMigration(guests.parts, { source, destination: there }, { ...verified, ...options });
    vm = there;
    await source.ended;
    return result;
  }

  test('by precopy, in passes that are told one by one', async () => {
    const result = await move({ bandwidth: '40MiB/s' });
    assertVerified(result);
    assert.ok(result.total > 0.5 && result.setup >= 0 && result.downtime > 0);
    assert.ok(result.iterations.length > 1);
    assert.equal(result.iterations[0]?.iteration, 1);
    const sent = result.iterations.reduce((sum, { transferred }) => sum + transferred, 0);
    assert.ok(Math.abs(sent / result.transferred - 1) < 0.1, `${sent} of ${result.transferred} bytes are in the table`);
    assert.match(String(result), /Passes/);
  });

  test('by postcopy, and says how often it missed a page', async () => {
    const result = await move({ mode: 'postcopy', bandwidth: '30MiB/s', verify: 'guest' });
    assertVerified(result);
    assert.ok(result.postcopy.requests > 0);
    assert.ok(result.postcopy.blocktime > 0 && result.postcopy.blocktime < result.total);
    assert.ok(result.outage >= result.downtime);
  });

  test('by postcopy, held until its memory has been compared', async () => {
    assertVerified(await move({ mode: 'postcopy', verify: 'memory' }));
  });

  test('by a pass of precopy, and then postcopy', async () => {
    const result = await move({ mode: 'hybrid', bandwidth: '40MiB/s', downtimeLimit: '1ms', verify: 'guest' });
    assertVerified(result);
    assert.ok(result.progress.some(({ phase }) => phase === 'postcopy'));
    assert.ok(result.progress.some(({ phase, iteration }) => phase === 'precopy' && iteration > 1));
  });

  test('over several channels, compressed', async () => {
    assertVerified(await move({ channels: 3, bandwidth: 0, compression: 'zlib' }));
  });

  test('and is watched on its way', async () => {
    const [source, there] = [vm, await destination()];
    const looks: MigrationProgress[] = [];
    const options = { bandwidth: '100MiB/s', verify: 'memory' } as const;
    for await (const look of watchMigration(guests.parts, { source, destination: there }, options)) looks.push(look);
    vm = there;
    assert.ok(looks.length > 3, `${looks.length} looks`);
    assert.deepEqual([...new Set(looks.map(({ phase }) => phase))].slice(0, 2).sort(), ['precopy', 'setup']);
    assert.equal(looks.at(-1)?.phase, 'ending');
    for (const [index, look] of looks.slice(1).entries()) assert.ok(look.at >= (looks[index] as MigrationProgress).at);
    assert.equal((await vm.info()).state, 'running');
  });

  test('paused, and stays so', async () => {
    const paused = await vm.pause();
    const result = await move({ verify: 'memory' });
    assert.equal(result.guest, 'verified');
    assert.ok(Number.isNaN(result.outage), 'it ran neither here nor there');
    assert.equal((await vm.info()).state, 'paused');
    await assert.rejects(paused.undo(), /ECONNRESET/);
    await vm.resume();
    assert.equal(await checker(vm, AbortSignal.timeout(30_000)), 'verified');
  });

  test('and its dirty rate is estimated', async () => {
    const { rate } = await dirtyRate(vm.qmp, { seconds: 1 });
    assert.ok(rate > RATE / 8 && rate < RATE * 4, `${rate} bytes/s, where it dirties ${RATE}`);
  });

  test('and nothing of it is left behind', async () => {
    const standing = guests.parts.session.effects.filter(({ kind }) => kind === 'end-process');
    assert.deepEqual(
      standing.map(({ pid }) => pid),
      [vm.pid],
    );
    assert.match(await readFile(`/proc/${vm.pid}/status`, 'utf8'), /qemu/);
  });
});

function assertVerified({ guest, survivor, memory, outage, warnings }: MigrationResult): void {
  assert.deepEqual({ guest, survivor, warnings }, { guest: 'verified', survivor: 'destination', warnings: [] });
  if (memory) assert.deepEqual({ differing: memory.differing, pages: memory.pages }, { differing: 0, pages: 40960 });
  assert.ok(outage > 0 && outage < 20, `${outage} s`);
}
