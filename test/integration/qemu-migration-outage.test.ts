/** How long a guest is away while it moves, seen three ways: by QEMU, by the events of both sides, and by who waits for its answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runMigration } from '../../lib/driver/qemu/migration/run.ts';
import { startQemu } from '../../lib/driver/qemu/start.ts';
import { migmon } from '../../lib/migmon/migmon.ts';
import { guestBridge, whyNoBridge } from './small-guest/bridge.ts';
import { smallGuests } from './small-guest/guests.ts';
import { whyNot } from './small-guest/here.ts';

const INTERVAL_S = 0.01;
/** The network learns the guest's new place, and an emulated guest begins with none of its code translated, on a CPU that others want, too. */
const MARGIN_S = 0.3;
const ECHO = `vmlab-agent task echo-server --detached --settings '{"address":"0.0.0.0","port":9008}' </dev/null >/run/echo.log 2>&1 &`;
const skip = (await whyNot()) || (await whyNoBridge());

test('the outage that an echo client sees is that from STOP to RESUME', { skip, timeout: 60_000 }, async (t) => {
  await using bridge = await guestBridge();
  await using guests = await smallGuests();
  const append = `console=ttyS0 quiet guest.address=${bridge.guest}`;
  const [here, there] = bridge.taps;
  const source = await guests.boot({ append, network: { tap: here } });
  await source.exec(['sh', '-c', ECHO]);
  const machine = guests.spec({ append, network: { tap: there }, incoming: true, paused: true });
  const destination = await startQemu(guests.parts, machine);
  const ended = new AbortController();
  const [address = ''] = bridge.guest.split('/');
  const watching = migmon.downtime(address).every(INTERVAL_S).run({ signal: ended.signal });
  await wait(500);
  const { downtime, outage } = await runMigration(guests.parts, { source, destination }, { bandwidth: '60MiB/s' });
  await wait(1000);
  ended.abort();
  const { outages, answered } = await watching;
  assert.ok(answered > 50, `${answered} answers`);
  const longest = Math.max(...outages.map(({ length }) => length));
  t.diagnostic(`QEMU's ${ms(downtime)}, STOP to RESUME ${ms(outage)}, echo client ${ms(longest)}`);
  assert.ok(outage >= downtime - 0.02);
  assert.ok(longest > outage - 2 * INTERVAL_S && longest < outage + INTERVAL_S + MARGIN_S);
  const { rx, tx } = await destination.counters();
  assert.ok(rx?.[0]?.file.includes(there) && tx?.[0]?.file.includes(there), 'it is counted at its new tap');
});

const ms = (seconds: number): string => `${Math.round(seconds * 1000)} ms`;
