/** Against the real mig_mon in each role, over loopback. Needs its path in MIG_MON, and UDP port 9008, which it knows no other of. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { execa } from 'execa';
import { DOWNTIME_PORT } from '../../lib/migmon/downtime/defaults.ts';
import { migmon } from '../../lib/migmon/migmon.ts';
import { temporaryDirectory } from '../support/scripts.ts';

const program = process.env.MIG_MON;
const skip = program === undefined && 'MIG_MON, the path of mig_mon, is not set';
const LINE = /\[\d+\] max_delay: (\d+) \(ms\), cur: (\d+) \(ms\)/g;

/** mig_mon, until the scope ends; `lines` is what it has printed so far. */
function migMon(...words: string[]) {
  const running = execa(program as string, words, { reject: false, buffer: false, stdin: 'ignore' });
  let printed = '';
  running.stdout.on('data', (text) => {
    printed += text;
  });
  const end = async () => {
    running.kill('SIGTERM');
    await running;
  };
  return { delays: () => [...printed.matchAll(LINE)].map(([, , delay]) => Number(delay)), [Symbol.asyncDispose]: end };
}

describe('with mig_mon at the other end', { skip, timeout: 60_000 }, () => {
  test('our echo server answers its client', async () => {
    await using server = await migmon.echoServer().listen();
    assert.equal(server.port, DOWNTIME_PORT);
    await using client = migMon('client_rr', '127.0.0.1', '20', '/dev/null');
    await sleep(1500);
    assert.ok(client.delays().length > 20);
    const { answered, ignored } = await server.close();
    assert.ok(answered > 20);
    assert.equal(ignored, 0);
  });

  test('its echo server sends our numbers back whole', async () => {
    await using _server = migMon('server_rr');
    await sleep(200);
    const result = await migmon.downtime('127.0.0.1').every('20ms').for('1500ms').run();
    assert.equal(result.answered, result.sent);
    assert.equal(result.strangers + result.duplicates + result.reordered, 0);
    assert.ok(result.roundTrip.percentile(50) > 0);
  });

  test('our listener hears its client, by arrivals alone', async () => {
    await using listening = await migmon.listener().listen();
    await using _client = migMon('client', '127.0.0.1', '20');
    await sleep(1500);
    const result = await listening.close();
    assert.ok(result.received > 20);
    assert.equal(result.numbered, false);
    assert.ok(result.firstDelay >= 19);
  });

  test('its server counts our beacon, and writes a log that we read', async () => {
    await using directory = await temporaryDirectory();
    const log = join(directory.path, 'spike.log');
    await using server = migMon('server', log);
    await sleep(200);
    await migmon.beacon('127.0.0.1').every('20ms').for('600ms').run();
    await sleep(200);
    await migmon.beacon('127.0.0.1').every('20ms').for('600ms').run();
    await sleep(100);
    assert.ok(server.delays().length > 40);
    const { start, spikes } = await migmon.readSpikeLog(log);
    assert.ok(Math.abs(start - Date.now() / 1000) < 60);
    assert.ok(spikes.some(({ delay }) => delay >= 200));
  });
});

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
