import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { connectLibvirt } from '../../lib/driver/libvirt/driver.ts';
import { createLab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import type { Member } from '../../lib/record/fleet/member.ts';
import { meteredVm } from '../../lib/record/fleet/meters.ts';
import { probingOf } from '../../lib/record/fleet/probing.ts';
import { recordFleet } from '../../lib/record/fleet/record-fleet.ts';
import type { FleetRecording } from '../../lib/record/fleet/recording.ts';
import { openGroups } from '../integration/support/groups.ts';
import { domainXml, missingLibvirtd, startLibvirtd } from '../integration/support/libvirtd.ts';
import { childrenTime, liveChildrenTime } from './support/children-time.ts';
import { print } from './support/figure.ts';

const DOMAINS = 20;
/** Before anything is measured, in s. */
const WARM_S = 5;
const ROUNDS = 3;
/** Of each of the two that take turns, in s. */
const TURN_S = 10;
const GROUP_COUNTS = [10, 100, 1000];
const GROUPS_S = 20;

/** What it costs to record many VMs at 1 s, and how late the samples are. */
export async function benchRecord(): Promise<void> {
  if (process.getuid?.() !== 0) return console.log('  not measured: only root may make groups and domains');
  const missing = missingLibvirtd();
  if (missing) console.log(`  domains not measured: ${missing}`);
  else await benchDomains();
  for (const count of GROUP_COUNTS) await benchGroups(count);
}

/** Domains of libvirt, recorded all the time; by turns, a process of virsh asks for their statistics once a second. */
async function benchDomains(): Promise<void> {
  await using libvirtd = await startLibvirtd();
  await using lab = createLab(localParts);
  await using driver = await connectLibvirt(libvirtd.uri, lab.parts);
  const names = Array.from({ length: DOMAINS }, (_, index) => `record-${index}`);
  for (const name of names) await libvirtd.create(domainXml({ name }), 'paused');
  const domains = await Promise.all(names.map((name) => driver.domain(name)));
  const over = new AbortController();
  const recording = recordFleet(domains, { interval: 1, signal: over.signal });
  const { own, asking } = await takeTurns(libvirtd.uri).finally(() => over.abort());
  const { lateness } = await recording;
  print([
    { name: `${DOMAINS} domains of libvirt at 1 s: CPU`, value: 100 * own, unit: '% of a core', most: 1 },
    { name: '… against a virsh domstats a second', value: own / asking, unit: 'of it', most: 0.2 },
    { name: '… which takes', value: 100 * asking, unit: '% of a core' },
    { name: '… samples later than 20 ms', value: lateness.over20ms, unit: `of ${lateness.samples}`, most: 0 },
    { name: '… the latest', value: 1e3 * lateness.max, unit: 'ms' },
  ]);
}

/** Cores: of this process, with its native threads and the connection to libvirt, while nothing else is done; and of virsh. */
async function takeTurns(uri: string): Promise<{ readonly own: number; readonly asking: number }> {
  let [own, asking] = [0, 0];
  await wait(WARM_S * 1000);
  for (let round = 0; round < ROUNDS; round++) {
    const before = ownTime();
    await wait(TURN_S * 1000);
    own += ownTime() - before;
    asking += await timeOfVirsh(uri);
  }
  return { own: own / ROUNDS / TURN_S, asking: asking / ROUNDS / TURN_S };
}

async function timeOfVirsh(uri: string): Promise<number> {
  const before = childrenTime();
  const start = performance.now();
  for (let second = 1; second <= TURN_S; second++) {
    await execa('virsh', ['-c', uri, 'domstats'], { stdout: 'ignore' });
    await wait(Math.max(0, start + second * 1000 - performance.now()));
  }
  return childrenTime() - before;
}

async function benchGroups(count: number): Promise<void> {
  await using groups = await openGroups('vmlab-bench');
  const members = await Promise.all(Array.from({ length: count }, (_, index) => groups.open(`bench-${index}`)));
  const before = process.memoryUsage().rss;
  const { cores, recording } = await costOf(members, GROUPS_S);
  const { median, p999, max, over20ms } = recording.lateness;
  print([
    { name: `${count} groups at 1 s: CPU`, value: 100 * cores, unit: '% of a core' },
    { name: '… reading the same files in a plain loop', value: 100 * (await floorOf(members)), unit: '% of a core' },
    { name: '… memory more', value: (process.memoryUsage().rss - before) / 2 ** 20, unit: 'MiB' },
    { name: '… last counter read after the deadline: median', value: 1e3 * median, unit: 'ms' },
    { name: '… p99.9', value: 1e3 * p999, unit: 'ms' },
    { name: '… max', value: 1e3 * max, unit: 'ms' },
    { name: '… over 20 ms', value: over20ms, unit: `of ${GROUPS_S + 1}` },
  ]);
}

interface Cost {
  /** Of this process with its native threads, and its children; the start and the end are left out. */
  readonly cores: number;
  readonly recording: FleetRecording;
}

async function costOf(members: readonly Member[], seconds: number): Promise<Cost> {
  const used: number[] = [];
  const recording = await recordFleet(members, { interval: 1, for: seconds }, () => void used.push(ownTime()));
  const [first, last] = [used[0], used.at(-1)] as [number, number];
  return { cores: (last - first) / (used.length - 1), recording };
}

/** In core-seconds, since the start. */
function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + liveChildrenTime();
}

const FLOOR_ROUNDS = 10;

/** Core-seconds of a round over all files. */
async function floorOf(members: readonly Member[]): Promise<number> {
  const vms = await Promise.all(members.map(async ({ name, counters }) => meteredVm(name, await counters())));
  const files = probingOf(vms).probes.map((file) => openSync(String(file), 'r'));
  const buffer = Buffer.alloc(2 ** 16);
  const before = process.cpuUsage();
  for (let round = 0; round < FLOOR_ROUNDS; round++) for (const file of files) readSync(file, buffer, 0, 2 ** 16, 0);
  const { user, system } = process.cpuUsage(before);
  for (const file of files) closeSync(file);
  return (user + system) / 1e6 / FLOOR_ROUNDS;
}
