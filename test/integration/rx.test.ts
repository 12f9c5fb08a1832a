/** The host's side of a replay, for real: needs root and iproute2. Traffic stays within a bridge and namespaces of the test's own. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { lab } from '../../lib/lab/lab.ts';
import { replay } from '../../lib/replay/replay.ts';
import type { SetResult } from '../../lib/replay/set.ts';
import { type Bridge, openBridge } from './support/bridge.ts';

const skip = process.getuid?.() === 0 ? false : 'only root may make network namespaces and classes';
const LENGTH = 0.25;
/** Bytes a step; the middle one of the second VM is quiet. */
const RECEIVED = {
  left: [1e6, 250_000, 2e6, 500_000, 4e6, 1e6, 300_000, 2e6],
  right: [2e6, 4e6, 0, 1e6, 250_000, 250_000, 3e6, 1e6],
};

let directory = '';
const path = (name: string) => join(directory, name);

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vmlab-rx-'));
  const rows = RECEIVED.left.flatMap((_, step) =>
    Object.entries(RECEIVED).map(([vm, bytes]) => [step * LENGTH, LENGTH, vm, 0.1, '', '', '', bytes[step], 50_000]),
  );
  const header = 'time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes';
  await writeFile(path('rx.csv'), `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`);
});
after(() => rm(directory, { recursive: true }));

const onBridge = (title: string, guests: number, act: (bridge: Bridge) => Promise<void>) =>
  test(title, { skip, timeout: 60_000 }, async () => {
    await using bridge = await openBridge(guests);
    await act(bridge);
    assert.doesNotMatch(await show('qdisc', bridge), /htb/);
    assert.deepEqual(
      lab.session.effects.filter(({ interface: device }) => device === bridge.name),
      [],
    );
  });

const show = async (what: 'qdisc' | 'class' | 'filter', { name }: Bridge): Promise<string> =>
  (await execa('tc', [what, 'show', 'dev', name])).stdout;

async function rxTo({ name, guests }: Bridge) {
  const lines = guests.map(({ address }, index) => `${address} ${5001 + index} ${60 + index} ${index + 1} \n`);
  await writeFile(path('config_host'), lines.join(''));
  return replay.rx(path('rx.csv')).targets(path('config_host')).interface(name);
}

/** Loose: this machine may be busy. `npm run bench` holds the figures. */
function assertTrue({ results }: SetResult): void {
  for (const { plan, fidelity, completed, steps } of results) {
    const { totalRatio = Number.NaN, wape = Number.NaN } = fidelity.rx ?? {};
    assert.equal(completed, steps);
    assert.ok(Math.abs(totalRatio - 1) < 0.02, `${plan.name}: total ${totalRatio}`);
    assert.ok(wape < 0.1, `${plan.name}: WAPE ${wape}`);
  }
}

onBridge('each target receives what its row received, counted by its own class and by itself', 2, async (bridge) => {
  const run = await (await rxTo(bridge)).run();
  assertTrue(run);
  for (const [index, { fidelity, plan }] of run.results.entries()) {
    const expected = Object.values(RECEIVED)[index]?.reduce((sum, bytes) => sum + bytes);
    assert.equal(fidelity.rx?.target, expected);
    assert.match(fidelity.rx?.measuredBy ?? '', new RegExp(`class 10:${60 + index} of ${bridge.name}`));
    assert.deepEqual(Object.keys(fidelity), ['rx'], plan.name);
    const achieved = fidelity.rx?.achieved ?? Number.NaN;
    const received = (await bridge.guests[index]?.received()) ?? Number.NaN;
    // All that the class let out has arrived; beyond it there are ARP, and on a busy machine what left after the last step's end.
    assert.ok(
      received >= achieved && received < achieved * 1.02 + 2000,
      `${received} at the guest, ${achieved} counted`,
    );
  }
  assert.ok(run.startSpread < 0.05, `${run.startSpread} s apart`);
});

onBridge('MINOR 60 is the class that tc shows as 10:60, with a filter on address and port', 1, async (bridge) => {
  const shown: Promise<string[]>[] = [];
  const look = () => shown.push(Promise.all([show('class', bridge), show('filter', bridge)]));
  await (await rxTo(bridge)).slice(0, 0.5).run({ onProgress: ({ step }) => step === 1 && look() });
  const [[classes = '', filters = ''] = []] = await Promise.all(shown);
  assert.match(classes, /^class htb 10:60 parent 10:ffff /m);
  assert.match(filters, /flowid 10:60/);
  assert.match(filters, /00001389\/0000ffff at 20/);
});

onBridge('over TCP the bytes are those of the wire, too', 1, async (bridge) => {
  const [guest] = bridge.guests;
  const sink = execa('ip', ['netns', 'exec', String(guest?.netns), process.execPath, '-e', LISTENER]);
  try {
    await sleep(500);
    const run = await (await rxTo(bridge)).protocol('tcp').run();
    assertTrue(run);
  } finally {
    sink.kill();
    await sink.catch(() => {});
  }
});

const LISTENER = "require('node:net').createServer((socket) => socket.resume()).listen(5001)";

onBridge('where nobody listens, TCP is refused before anything starts', 1, async (bridge) => {
  const started: unknown[] = [];
  const rx = (await rxTo(bridge)).protocol('tcp');
  await assert.rejects(rx.run({ onProgress: (step) => started.push(step) }), { code: 'AGENT', message: /refused/i });
  assert.deepEqual(started, []);
});

onBridge('an abort ends it at once, with its reason', 2, async (bridge) => {
  const rx = (await rxTo(bridge)).loop(20);
  const reason = new Error('enough');
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 1500);
  const start = performance.now();
  await assert.rejects(rx.run({ signal: stop.signal }), reason);
  assert.ok(performance.now() - start < 4000, `${performance.now() - start} ms`);
});

test('a root qdisc of somebody else stops it before anything is made', { skip, timeout: 30_000 }, async () => {
  await using bridge = await openBridge(1);
  await execa('tc', ['qdisc', 'add', 'dev', bridge.name, 'root', 'handle', '7:', 'pfifo']);
  const before = lab.session.effects.length;
  const both = replay.all([replay.fromCsv(path('rx.csv')).row(1).only('cpu'), await rxTo(bridge)]);
  await assert.rejects(both.run(), { code: 'FOREIGN_QDISC', message: /pfifo 7:/ });
  assert.equal(lab.session.effects.length, before);
  assert.match(await show('qdisc', bridge), /pfifo 7:/);
});

onBridge('three VMs and a target outside start at one instant, and each is measured', 1, async (bridge) => {
  const inside = [1, 2, 1].map((row) => replay.fromCsv(path('rx.csv')).row(row).only('cpu', 'tx'));
  const set = replay.all([...inside, await rxTo(bridge)]);
  assert.deepEqual(
    (await set.plan()).map(({ resources }) => resources.join()),
    ['cpu,tx', 'cpu,tx', 'cpu,tx', 'rx'],
  );
  const run = await set.run();
  assert.deepEqual(
    run.results.map(({ fidelity, completed }) => [Object.keys(fidelity).join(), completed]),
    [...inside.map(() => ['cpu,tx', 8]), ['rx', 8]],
  );
  assert.equal(new Set(run.results.map(({ startedAt }) => startedAt)).size, 1);
  assert.ok(run.startSpread < 0.1, `${run.startSpread} s apart`);
  const saved = await run.save(path('set'));
  assert.match(await readFile(join(saved, '4-left', 'achieved.csv'), 'utf8'), /rx_bytes/);
});
