import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { othersOf, startMeter } from '../../lib/experiment/meter.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { memoryHost } from '../../lib/host/memory.ts';

describe("what others used of the machine's CPU time", () => {
  test('is what was busy less what was our own, of all there was', () =>
    assert.equal(othersOf({ busy: 10, idle: 50, own: 3 }, { busy: 16, idle: 54, own: 7 }), 2 / 10));

  test('is never less than nothing, and not told of a moment', () => {
    assert.equal(othersOf({ busy: 0, idle: 0, own: 0 }, { busy: 1, idle: 1, own: 1.01 }), 0);
    assert.equal(othersOf({ busy: 0, idle: 0, own: 0 }, { busy: 0.2, idle: 0.2, own: 0 }), Number.NaN);
  });

  test('is read from the kernel, with children taken for our own', async () => {
    const stat = (pid: number, parent: number, ticks: number) =>
      `${pid} (x) S ${parent} 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 77 0 0`;
    const host = memoryHost({
      '/proc/stat': 'cpu  0 0 0 1000 0 0 0 0 0 0',
      '/proc/loadavg': '0.50 0 0 1/1 1',
      '/proc/10/stat': stat(10, 1, 5),
      '/proc/11/stat': stat(11, 10, 5),
      '/proc/12/stat': stat(12, 1, 9999),
    });
    const stop = await startMeter(host, 10);
    await host.writeFile('/proc/stat', 'cpu  400 0 0 1600 0 0 0 0 0 0');
    await host.writeFile('/proc/10/stat', stat(10, 1, 105));
    await host.writeFile('/proc/11/stat', stat(11, 10, 205));
    const { others } = await stop();
    // 4 core-seconds were busy of 10; 1 and 2 of them were ours.
    assert.ok(Math.abs(others - 0.1) < 1e-9, `${others}`);
  });

  test('has a time, a length and a load on this machine', async () => {
    const stop = await startMeter(localHost(), process.pid);
    const { startedAt, seconds, load } = await stop();
    assert.ok(Math.abs(Date.parse(startedAt) - Date.now()) < 60_000);
    assert.ok(seconds >= 0 && seconds < 60 && load.before >= 0 && load.after >= 0);
  });
});
