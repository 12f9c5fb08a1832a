// Makes notebooks/data/migration anew: a guest that dirties memory and answers, while the streams of a migration pass beside it and it is
// stopped for 300 ms between them. Nothing is migrated. As root; takes 20 s. Run: node --import tsx test/notebook-data/migration.ts
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lab, migmon } from '../../lib/index.ts';
import { keep } from './keep.ts';
import { Starts } from './starts.ts';

const DIRECTORY = new URL('../../notebooks/data/migration', import.meta.url).pathname;
const STOP_MS = 300;

await using vm = await lab.vm('notebook-guest').open();
await vm.cgroup.cpu.weight(10000); // this machine may be busy with other work
const starts = new Starts();
const guest = runGuest();
await sleep(2500); // it starts, and makes its memory present
const watching = watchDowntime();
await sleep(2000);
const destination = await migrate();
await keep(destination, join(DIRECTORY, 'destination'));
await keep(await watching, join(DIRECTORY, 'downtime'));
await keepTimeline({ ...starts.instants, ...(await guest) });

async function runGuest(): Promise<Record<string, number>> {
  const script = new URL('guest.ts', import.meta.url).pathname;
  const { exitCode, stdout, stderr } = await vm.exec([process.execPath, '--import', 'tsx', script, DIRECTORY]);
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function watchDowntime() {
  const client = migmon.downtime(vm.network.address, { outage: '20ms' }).every('2ms').for('15s');
  return client.run({ onProgress: starts.noting('downtime') });
}

/** Precopy, the stop in which a guest changes sides, postcopy; over a link of 10 Gbit/s. */
async function migrate() {
  const onConnect = ({ source }: { source: number }) => starts.note(source === 1 ? 'precopy' : 'postcopy');
  const destination = await migmon.destination({ port: 0 }).listen({ onConnect });
  const precopy = migmon.precopy().to('127.0.0.1', destination).bandwidth('10Gbit');
  await precopy.run({ for: '6s' });
  await stop();
  await precopy.postcopy().run({ for: '5s' });
  return destination.close();
}

async function stop(): Promise<void> {
  starts.note('stop');
  await using _frozen = await vm.cgroup.freeze();
  await sleep(STOP_MS);
}

/** When each part began, in s after the first. */
async function keepTimeline(instants: Readonly<Record<string, number>>): Promise<void> {
  const first = Math.min(...Object.values(instants));
  const began = Object.fromEntries(Object.entries(instants).map(([part, at]) => [part, at - first]));
  await writeFile(join(DIRECTORY, 'timeline.json'), `${JSON.stringify({ began }, null, 2)}\n`);
}
