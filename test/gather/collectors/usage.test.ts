import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readUsage, writeUsage } from '../../../lib/gather/collectors/usage/files.ts';
import { usageOutput } from '../../../lib/gather/collectors/usage/output.ts';
import type { FleetFacts } from '../../../lib/record/fleet/recording.ts';
import { createTrace, RESOURCES } from '../../../lib/trace/trace.ts';
import { temporaryDirectory } from '../../support/scripts.ts';

const value = fc.oneof(
  fc.constant(Number.NaN),
  fc.double({ min: 0, max: 1e15, noNaN: true }).map((each) => each || 0),
);
const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,9}$/), { minLength: 0, maxLength: 4 });

const recordings = fc
  .record({
    names,
    steps: fc.integer({ min: 0, max: 5 }),
    interval: fc.integer({ min: 1, max: 100 }).map((n) => n / 10),
  })
  .chain(({ names: vms, steps, interval }) =>
    fc
      .array(fc.array(value, { minLength: steps, maxLength: steps }), {
        minLength: vms.length * RESOURCES.length,
        maxLength: vms.length * RESOURCES.length,
      })
      .map(
        (columns): FleetFacts => ({
          host: { hostname: 'node1' },
          start: '2026-01-01T00:00:00.000Z',
          interval,
          lateness: { samples: steps + 1, median: Number.NaN, p99: 0.1, p999: 0.2, max: 0.3, over20ms: 1 },
          notes: [{ vm: 'vm1', event: 'came', step: 1, count: 1 }],
          measuredBy: { vm1: { cpu: 'cpu.stat' } },
          traces: vms.map((name, vm) =>
            createTrace(name, {
              interval: new Float64Array(steps).fill(interval),
              ...Object.fromEntries(
                RESOURCES.map((resource, index) => [
                  resource,
                  Float64Array.from(columns[vm * RESOURCES.length + index] ?? []),
                ]),
              ),
            }),
          ),
        }),
      ),
  );

test('a recording of VMs is read as it was written', async () => {
  await using directory = await temporaryDirectory();
  await fc.assert(
    fc.asyncProperty(recordings, async (recording) => {
      await writeUsage(directory.path, recording);
      const again = await readUsage(directory.path);
      // Without a VM there is no axis to tell how many steps there were
      assert.deepEqual(again, recording);
      assert.deepEqual(usageOutput(again), usageOutput(recording));
    }),
    { numRuns: 60 },
  );
});

test('totals are of all steps, means of those in which a VM was there, in base units', () => {
  const interval = Float64Array.of(0.5, 0.5, 0.5);
  const trace = createTrace('vm1', {
    interval,
    cpu: Float64Array.of(1, Number.NaN, 2),
    write: Float64Array.of(100, Number.NaN, 300),
    memory: Float64Array.of(10, Number.NaN, 30),
  });
  const lateness = { samples: 4, median: 0, p99: 0, p999: 0, max: 0, over20ms: 0 };
  const notes = [{ vm: 'vm1', event: 'went', step: 1, count: 1 }] as const;
  const output = usageOutput({ host: {}, traces: [trace], interval: 0.5, lateness, notes, measuredBy: {} });
  const values = Object.assign({}, ...output.tables.map(({ rows }) => rows[0]?.values));
  assert.equal(values.cpuSeconds, 1.5);
  assert.equal(values.meanCores, 1.5);
  assert.equal(values.maxCores, 2);
  assert.equal(values.writtenBytes, 400);
  assert.equal(values.writtenBytesPerSecond, 400);
  assert.equal(values.meanBytes, 20);
  assert.equal(values.maxBytes, 30);
  assert.ok(Number.isNaN(values.receivedBytes));
  assert.deepEqual(output.missing, ['vm1: not there any more from 0.5 s after the start']);
});
