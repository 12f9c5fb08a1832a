/** Small amounts of this machine's memory, dirtied. How fast and how evenly is the bench's. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { HostError, RunError } from '../../../lib/core/errors.ts';
import { dirty } from '../../../lib/migmon/dirty/dirty.ts';
import type { DirtyResult } from '../../../lib/migmon/dirty/result.ts';
import type { Prefault } from '../../../lib/migmon/dirty/task.ts';
import { dirtyTask } from '../../../lib/migmon/dirty/task.ts';
import { createTrace } from '../../../lib/trace/trace.ts';
import { temporaryDirectory } from '../../support/scripts.ts';

const small = dirty({ size: '16M', threads: 2 });
const SIZE = 16 * 2 ** 20;

test('memory is made present, then dirtied for its time', async () => {
  const heard: string[] = [];
  let prefault: Prefault | undefined;
  const result = await small.for('0.3s').run({
    onPrefault: (progress) => {
      prefault = progress;
    },
    onStart: () => heard.push('start'),
    onProgress: (second) => heard.push(String(second).slice(0, 10)),
  });
  assert.deepEqual(prefault, { done: SIZE, total: SIZE });
  assert.deepEqual(heard, ['start', 'dirty-rate']);
  assert.equal(result.elapsed, 0.3);
  assert.equal(result.bytes, result.pages * 4096);
  assert.ok(result.bytes > SIZE, `${result.bytes} bytes`);
  assert.equal(result.latency.count, 0);
  assert.equal(result.timing, undefined);
});

for (const pattern of ['sequential', 'random', 'hotspot', 'zipf'] as const)
  test(`each access is timed: ${pattern}`, async () => {
    const { latency, timing, pages, seconds } = await small.pattern(pattern).latency().for('0.2s').run();
    assert.equal(latency.count, pages);
    assert.equal(seconds[0]?.latency?.count, pages);
    assert.ok(latency.percentile(50) > 0 && latency.percentile(50) <= latency.maximum);
    assert.match(timing?.clock ?? '', /^(tsc|clock_gettime)$/);
    assert.ok(timing && timing.cost > 0 && timing.cost < 1e-4, `${timing?.cost} s`);
    assert.match(String(latency), /^ {11}1 \(us\): \d+\n(.*\n){19} {5}1048576 \(us\): \d+\n$/);
  });

test('a rate is not exceeded', async () => {
  const { bytes, windows } = await small.rate('32M').for('0.4s').run();
  assert.ok(bytes <= 0.4 * 32 * 2 ** 20 + 2 * 4096, `${bytes} bytes`);
  assert.ok(bytes > 0.1 * 32 * 2 ** 20, `${bytes} bytes`);
  assert.ok(windows.judged + windows.kept >= 70, JSON.stringify(windows));
});

test('a rate follows a Trace, and ends with it', async () => {
  const write = Float64Array.of(2 ** 20, 0, 2 ** 21);
  const trace = createTrace('vm1', { interval: Float64Array.of(0.2, 0.1, 0.2), write });
  const { bytes, elapsed } = await small.rate(trace).run();
  assert.ok(Math.abs(elapsed - 0.5) < 1e-9);
  assert.ok(bytes <= 3 * 2 ** 20 + 2 * 4096, `${bytes} bytes`);
  assert.ok(bytes > 2 ** 20, `${bytes} bytes`);
});

test('once makes memory present and idles until it is stopped', async () => {
  const stop = new AbortController();
  const { pages, seconds, elapsed } = await small
    .threads(1)
    .pattern('once')
    .run({ signal: stop.signal, onStart: () => void setTimeout(() => stop.abort(), 100) });
  assert.deepEqual([pages, seconds], [0, []]);
  assert.ok(elapsed >= 0.09, `${elapsed} s`);
});

test('a signal stops it, with its result', async () => {
  const stop = new AbortController();
  let aborted = 0;
  setTimeout(() => {
    aborted = performance.now();
    stop.abort();
  }, 200);
  const { pages, bytes } = await small.run({ signal: stop.signal });
  assert.ok(performance.now() - aborted < 1000, 'it took over a second');
  assert.ok(pages > 0 && bytes === pages * 4096);
});

test('a signal stops it while memory is made present', async () => {
  const stop = new AbortController();
  const { elapsed, rate } = await dirty({ size: '64M' }).run({ signal: stop.signal, onPrefault: () => stop.abort() });
  assert.ok(elapsed < 0.5, `${elapsed} s`);
  assert.ok(elapsed > 0 || Number.isNaN(rate));
});

test('watch yields each second; leaving the loop ends it', async () => {
  for await (const second of small.watch()) {
    assert.ok(second.at >= 0.99 && second.bytes > 0);
    break;
  }
});

test('a result is kept, with charts of rate and latency over time', async () => {
  await using directory = await temporaryDirectory();
  const result = await small.latency().rate('64M').for('0.2s').run();
  await result.save(directory.path);
  for (const name of ['result.json', 'report.html', 'dirty-rate.svg', 'load.svg', 'latency-over-time.svg'])
    assert.ok(existsSync(`${directory.path}/${name}`), name);
  const kept = JSON.parse(readFileSync(`${directory.path}/result.json`, 'utf8'));
  assert.deepEqual([kept.spec.size, kept.pages, kept.latency.count], [SIZE, result.pages, result.pages]);
  await rm(directory.path, { recursive: true });
});

test('memory that cannot be had is an error that says how much there is', async () => {
  await assert.rejects(
    dirty({ size: '512T' }).run(),
    (error) =>
      error instanceof HostError &&
      error.errno === 'ENOMEM' &&
      /needs 536870912 MiB .* are available/.test(error.message),
  );
});

test('huge pages that are not free are an error that says how to get them', async (context) => {
  const directory = '/sys/kernel/mm/hugepages/hugepages-2048kB';
  if (!existsSync(directory)) return context.skip('this kernel has no huge pages of 2 MiB');
  const free = Number(readFileSync(`${directory}/free_hugepages`, 'utf8'));
  const needed = free + 2 ** 20;
  await assert.rejects(
    dirty({ size: needed * 2 ** 21, pageSize: '2m' }).run(),
    (error) =>
      error instanceof HostError &&
      error.message.includes(`needs ${needed} huge pages of 2 MiB`) &&
      / of which \d+ are free; to get more, as root: echo \d+ > .*nr_hugepages/.test(error.message),
  );
});

test('corrupted memory is a failed run, with what was measured', () => {
  const task = dirtyTask(small.toJSON());
  const record = {
    elapsed: 1,
    pages: 7,
    cpu: 1,
    given_up_bytes: 0,
    windows_judged: 0,
    windows_even: 0,
    windows_kept: 0,
  };
  const corrupted = { error: 'corrupted memory', corrupted_page: 5, expected: 2, found: 9 };
  assert.throws(
    () => task.result({ ...record, ...corrupted }, []),
    (error) =>
      error instanceof RunError &&
      error.code === 'CORRUPTED' &&
      error.message === 'memory is corrupted: page 5 was written as 2, and now holds 9' &&
      (error.result as DirtyResult).pages === 7,
  );
});
