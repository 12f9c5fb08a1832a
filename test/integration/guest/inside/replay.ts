import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { lab, type ReplayResult, replay } from '../../../../lib/index.ts';

const HEADER = 'time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes';
const FILE = '/tmp/recording.csv';
const KIB = 1024;

/** Cores, high enough for what the other loads cost on an emulated processor. */
const CORES = [0.6, 1, 0.7, 1.2, 0.8, 1.1];

/** Each step asks for another load of each kind. */
const ROWS = CORES.map((cores, step) => {
  const [memory, read, write, tx] = [
    16_384 + 2048 * (step % 3),
    512 + 256 * (step % 2),
    768 - 256 * (step % 2),
    64 + 16 * step,
  ];
  return [step, 1, 'guest', cores, memory * KIB, read * KIB, write * KIB, '', tx * KIB].join(',');
});

const MEASURED_BY = {
  cpu: 'usage_usec of cpu.stat',
  memory: 'anon of memory.stat',
  read: 'rbytes of io.stat',
  write: 'wbytes of io.stat',
  tx: 'bytes of ',
} as const;

test('a replay of all resources keeps to its targets, by the counters of v2', async (t) => {
  await writeFile(FILE, [HEADER, ...ROWS].join('\n'));
  await using vm = await lab.vm('replayed').open();
  const run = await replay.fromCsv(FILE).disk({ device: '/dev/vda', size: '4MiB' }).subtractOverhead().on(vm).run();
  for (const line of figuresOf(run)) t.diagnostic(line);
  assert.equal(run.completed, CORES.length);
  for (const [resource, source] of Object.entries(MEASURED_BY))
    check(run, resource as keyof typeof MEASURED_BY, source);
});

/** On an emulated machine whose processors are taken away at times, that time counts as CPU time of whatever ran. */
const MOST = { cpu: 0.15, memory: 0.06, read: 0.02, write: 0.02, tx: 0.05 };

function check({ fidelity, achieved }: ReplayResult, resource: keyof typeof MEASURED_BY, source: string): void {
  const { totalRatio, wape, measuredBy } = fidelity[resource] ?? assert.fail(`${resource} was not measured`);
  assert.ok(measuredBy.includes(source), `${resource} by ${measuredBy}`);
  assert.ok(achieved[resource].every(Number.isFinite), `${resource} has a gap: ${achieved[resource]}`);
  assert.ok(Math.abs(totalRatio - 1) < MOST[resource], `${resource}: total × ${totalRatio}`);
  assert.ok(wape < 1.5 * MOST[resource], `${resource}: WAPE ${wape}`);
}

function figuresOf({ fidelity, lateness, notes }: ReplayResult): string[] {
  const ofResources = Object.entries(fidelity).map(
    ([resource, { totalRatio, wape, measuredBy }]) =>
      `${resource}: total × ${totalRatio.toFixed(4)}, WAPE ${(100 * wape).toFixed(2)} %, by ${measuredBy}`,
  );
  const [median, max] = [lateness.median, lateness.max].map((seconds) => (1000 * seconds).toFixed(1));
  return [...ofResources, `steps late by ${median} ms (median), ${max} ms (most)`, ...notes];
}
