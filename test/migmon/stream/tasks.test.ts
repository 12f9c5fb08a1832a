/** What records of native code come to; the streams themselves are in loopback.test.ts. */
import assert from 'node:assert/strict';
import { constants } from 'node:os';
import { test } from 'node:test';
import { HostError, RunError } from '../../../lib/core/errors.ts';
import type { SourceOutcome } from '../../../lib/migmon/stream/destination/sources.ts';
import { Sources } from '../../../lib/migmon/stream/destination/sources.ts';
import { destinationTask } from '../../../lib/migmon/stream/destination/task.ts';
import type { SourceResult } from '../../../lib/migmon/stream/source/result.ts';
import { sourceTask } from '../../../lib/migmon/stream/source/task.ts';
import type { TaskRecord } from '../../../lib/native.ts';
import { latencyFields } from './records.ts';

const SPEC = { to: 'fd00::7', precopy: true, postcopy: true };
const SENT = { elapsed: 2, bytes: 8224, pages: 2, requested_pages: 1, ...latencyFields('served', [300, 500]) };
const REFUSED = { error: 'connect: Connection refused', errno: constants.errno.ECONNREFUSED };
const RESET = { error: 'the destination went away', errno: constants.errno.ECONNRESET };

test("a source's result has what was sent and its own part of the latency", () => {
  const task = sourceTask(SPEC, { address: 'fd00::7' });
  const second = task.event({ type: 'second', at: 1, interval: 1, bytes: 4112, pages: 1, requested_pages: 1 });
  const { served, ...result } = task.result(SENT, [second!]);
  assert.deepEqual([result.elapsed, result.bytes, result.bandwidth], [2, 8224, 4112]);
  assert.deepEqual([result.pages, result.requestedPages, result.seconds], [2, 1, [second]]);
  assert.deepEqual([served.count, served.average, served.percentile(99)], [2, 0.4, 0.5]);
});

test('a source that never connected is a failure of this host, with advice', () => {
  const task = sourceTask(SPEC, { address: 'fd00::7' });
  assert.throws(
    () => task.result({ ...SENT, ...REFUSED }, []),
    (error) =>
      error instanceof HostError &&
      error.errno === 'ECONNREFUSED' &&
      /^connect to \[fd00::7\]:12323 .*start the destination first/.test(error.message),
  );
});

test('a source that broke off is a failed run, with what it had sent', () => {
  let connects = 0;
  const task = sourceTask(SPEC, { address: 'fd00::7', onConnect: () => connects++ });
  assert.equal(task.event({ type: 'connected', at: 0 }), undefined);
  assert.throws(
    () => task.result({ ...SENT, ...RESET }, []),
    (error) =>
      error instanceof RunError &&
      error.code === 'STREAM' &&
      /the destination went away/.test(error.message) &&
      (error.result as SourceResult).bytes === 8224,
  );
  assert.equal(connects, 1);
});

const second = (source: number, at: number, nanoseconds: readonly number[]) => ({
  ...{ type: 'second', source, at, interval: 1, bytes: 4112 * nanoseconds.length, pages: nanoseconds.length },
  ...latencyFields('latency', nanoseconds),
});
const disconnected = (source: number, elapsed: number, nanoseconds: readonly number[]) => ({
  ...{ type: 'disconnected', source, peer: 'p', elapsed, bytes: 4112 * nanoseconds.length, pages: nanoseconds.length },
  ...latencyFields('latency', nanoseconds),
});

test('what came from each source is known while it sends, and as its end told it afterwards', () => {
  const heard: string[] = [];
  const hear = (what: string) => (outcome: SourceOutcome) =>
    void heard.push(`${what} ${outcome.source} ${outcome.pages}`);
  const sources = new Sources({ onConnect: hear('connect'), onDisconnect: hear('disconnect') });
  sources.tell({ type: 'connected', source: 1, peer: '127.0.0.1:40001' });
  sources.tell({ type: 'connected', source: 2, peer: '[::1]:40002' });
  const told = sources.tell(second(2, 1, [200]));
  assert.deepEqual([told?.source, told?.peer, told?.count, told?.bandwidth], [2, '[::1]:40002', 1, 4112]);
  sources.tell(second(2, 2, [400, 600]));
  const [before, during] = sources.results();
  assert.deepEqual(
    [before?.connected, before?.bytes, before?.bandwidth, before?.latency.count],
    [true, 0, Number.NaN, 0],
  );
  assert.deepEqual([during?.elapsed, during?.bytes, during?.bandwidth], [2, 3 * 4112, 1.5 * 4112]);
  assert.deepEqual([during?.latency.count, during?.latency.average, during?.latency.maximum], [3, 0.4, 0.6]);
  sources.tell({ ...disconnected(2, 2.5, [200, 400, 600, 800]), error: 'half a header' });
  const after = sources.results()[1];
  assert.deepEqual([after?.connected, after?.elapsed, after?.error], [false, 2.5, 'half a header']);
  assert.deepEqual([after?.latency.count, after?.peer], [4, '[::1]:40002']);
  assert.deepEqual(heard, ['connect 1 0', 'connect 2 0', 'disconnect 2 4']);
});

test("a destination's result is of all sources, and its report shows each", async () => {
  const task = await destinationTask({}, { sources: new Sources() });
  const records: TaskRecord[] = [
    { type: 'listening', port: 12_323 },
    { type: 'connected', source: 1, peer: '127.0.0.1:1' },
    { type: 'connected', source: 2, peer: '127.0.0.1:2' },
    second(1, 1, [100]),
    second(2, 1, [300]),
    disconnected(1, 1, [100]),
    { ...disconnected(2, 1, [300]), error: 'a page outside the VM' },
  ];
  const seconds = records.map((record) => task.event(record)).filter((event) => event !== undefined);
  const result = task.result({ bytes: 8224, pages: 2, ...latencyFields('latency', [100, 300]) }, seconds);
  assert.deepEqual([result.bytes, result.pages, result.seconds.length], [8224, 2, 2]);
  assert.deepEqual([result.latency.count, result.latency.maximum], [2, 0.3]);
  assert.deepEqual(
    result.sources.map(({ error }) => error),
    [undefined, 'a page outside the VM'],
  );
  const { title, sections } = result.report();
  assert.equal(title, 'Destination of 2 sources');
  assert.deepEqual(
    sections.filter(({ kind }) => kind !== 'text').map((section) => section.title),
    ['Received', 'Latency of requested pages', 'Bandwidth of source 1', 'Latency of source 1'].concat([
      'Bandwidth of source 2',
      'Latency of source 2',
      'Latencies',
    ]),
  );
  assert.ok(
    sections.some((section) => section.kind === 'text' && /Source 2 .*a page outside the VM/.test(section.text)),
  );
});

test('a destination that cannot listen is a failure of this host, with advice', async () => {
  const task = await destinationTask({ port: 80 }, { sources: new Sources() });
  const refused = { error: 'bind: Address already in use', errno: constants.errno.EADDRINUSE };
  assert.throws(
    () => task.result({ bytes: 0, pages: 0, ...latencyFields('latency'), ...refused }, []),
    (error) =>
      error instanceof HostError && /^listen at 127\.0\.0\.1:80 .*EADDRINUSE\): somebody listens/.test(error.message),
  );
});
