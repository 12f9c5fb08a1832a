import { truncate, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { QemuDomain } from '../../lib/driver/qemu/domain.ts';
import { execute } from '../../lib/replay/execute.ts';
import type { ReplayResult } from '../../lib/replay/result.ts';
import { wape } from '../../lib/stats/wape.ts';
import { totals } from '../../lib/trace/totals.ts';
import type { Trace } from '../../lib/trace/trace.ts';
import { type SmallGuests, smallGuests } from '../integration/small-guest/guests.ts';
import { whyNot } from '../integration/small-guest/here.ts';
import { inGuest } from '../integration/support/in-guest.ts';
import { goFirst, recordVarying } from '../integration/support/varying-guest.ts';
import { print } from './support/figure.ts';

const SECONDS = 60;

/** A recorded run of a guest, replayed into another: what the host sees, with its loop closed and without. The load of the machine is told beside it. */
export async function benchReplayGuest(): Promise<void> {
  const why = await whyNot();
  if (why !== false) return console.log(`  not measured: ${why}`);
  await using guests = await smallGuests();
  const recorded = await recordedOf(guests);
  const vm = await boot(guests, 'vm2');
  for (const loop of ['closed', 'open'] as const) {
    const [run] = await execute([inGuest(guests, vm, { trace: recorded, loop })], guests.parts);
    tell(`loop ${loop}`, recorded, run as ReplayResult);
  }
}

async function recordedOf(guests: SmallGuests): Promise<Trace> {
  const first = await boot(guests, 'vm1');
  const recorded = await recordVarying(first, { seconds: SECONDS });
  await first.destroy();
  return recorded;
}

async function boot(guests: SmallGuests, name: string): Promise<QemuDomain> {
  const file = join(guests.directory, `${name}.raw`);
  await writeFile(file, '');
  await truncate(file, 128 * 2 ** 20);
  const domain = await guests.boot({ name, disks: [{ file }] });
  goFirst(domain.pid);
  return domain;
}

function tell(name: string, recorded: Trace, { achieved, notes }: ReplayResult): void {
  const [asked, used] = [totals(recorded).cpu as number, totals(achieved).cpu as number];
  const bars = name === 'loop closed' ? [{ most: 3 }, { most: 10 }] : [{}, {}];
  console.log(`  ${name}, ${asked.toFixed(1)} core-s in ${SECONDS} s; load average ${loadavg()[0]?.toFixed(1)}`);
  print([
    { name: 'CPU total error', value: 100 * Math.abs(used / asked - 1), unit: '%', ...bars[0] },
    { name: 'CPU WAPE at steps of 1 s', value: 100 * wape(recorded.cpu, achieved.cpu), unit: '%', ...bars[1] },
  ]);
  for (const note of notes) console.log(`       ${note}`);
}
