/** With the real mig_mon at the other end; `MIG_MON` in the environment names its program. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { migmon } from '../../lib/migmon/migmon.ts';
import type { MigrationSource } from '../../lib/migmon/stream/source/source.ts';
import { freePort, onceListening } from '../migmon/stream/free-port.ts';
import { until } from '../migmon/stream/until.ts';

const program = process.env.MIG_MON;
const skip = program === undefined && 'MIG_MON names no mig_mon to run against';

/** mig_mon, its lines as they come: on a pipe it would keep them for itself. */
function migMon(...words: readonly string[]) {
  const running = execa('stdbuf', ['-oL', program as string, ...words], { all: true, reject: false, lines: true });
  const lines: string[] = [];
  const listening = (async () => {
    for await (const line of running.iterable({ from: 'all' })) lines.push(line);
  })();
  const ended = async () => {
    running.kill('SIGKILL');
    await Promise.all([running, listening]);
  };
  return { lines, [Symbol.asyncDispose]: ended };
}

/** The numbers in the lines that say so. */
const figures = (lines: readonly string[], pattern: RegExp): number[] =>
  lines.flatMap((line) => pattern.exec(line)?.slice(1).map(Number) ?? []);

const SPEED = /^Speed: (\d+) \(MB\/s\)$/;
const LATENCY = /^Latency: average (\d+) \(us\), max: (\d+) \(us\)$/;

describe('streams', { skip, timeout: 60_000 }, () => {
  for (const tests of [['precopy'], ['postcopy'], ['precopy', 'postcopy']])
    test(`mig_mon's source of ${tests.join(' and ')} sends to our destination`, async () => {
      await using destination = await migmon.destination({ port: 0 }).listen();
      const flags = tests.flatMap((name) => ['-t', name]);
      await using source = migMon('vm', '-s', '-H', '127.0.0.1', '-p', String(destination.port), ...flags);
      await until(() => destination.results().length === 1);
      await sleep(1500);
      const [{ connected, error, pages, latency } = assert.fail('no source')] = destination.results();
      assert.deepEqual([connected, error], [true, undefined], source.lines.join('\n'));
      assert.ok(pages > 0);
      assert.equal(latency.count > 0, tests.includes('postcopy'));
      const speeds = figures(source.lines, SPEED);
      assert.ok(tests.includes('precopy') ? speeds[0]! > 0 : speeds.length === 0, source.lines.join('\n'));
    });

  const SOURCES: [what: string, source: MigrationSource][] = [
    ['precopy', migmon.precopy()],
    ['postcopy', migmon.postcopy()],
    ['precopy and postcopy', migmon.precopy().postcopy()],
    ['random pages under a limit', migmon.precopy().postcopy().contents('random').bandwidth('100M')],
  ];
  for (const [what, source] of SOURCES)
    test(`our source of ${what} sends to mig_mon's destination`, async () => {
      const port = await freePort();
      await using destination = migMon('vm', '-d', '-p', String(port));
      const sent = await onceListening(() => source.to('127.0.0.1', { port }).for('2.2s').run());
      await until(() => destination.lines.some((line) => line.startsWith('Dropped connection')));
      const said = destination.lines.join('\n');
      assert.ok(sent.pages > 0 && sent.elapsed >= 2.2);
      assert.doesNotMatch(said, /error|overflow|Incorrect/);
      const postcopy = source.toJSON().postcopy === true;
      const [average = 0, maximum = 0] = figures(destination.lines, LATENCY);
      assert.equal(sent.requestedPages > 0, postcopy);
      assert.equal(average > 0 && maximum >= average, postcopy, said);
    });
});
