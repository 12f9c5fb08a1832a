import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessResident } from '../../../lib/replay/guest/less-resident.ts';
import { createTrace } from '../../../lib/trace/trace.ts';

test('of a memory target the load holds what the domain does not hold by itself', () => {
  const trace = createTrace('vm1', {
    interval: Float64Array.of(1, 1, 1),
    cpu: Float64Array.of(1, 1, 1),
    memory: Float64Array.of(100, 40, Number.NaN),
  });
  assert.deepEqual([...lessResident(trace, 60).memory], [40, 0, Number.NaN]);
  assert.deepEqual([...lessResident(trace, Number.NaN).memory], [100, 40, Number.NaN]);
  assert.deepEqual(lessResident(trace, 60).cpu, trace.cpu);
});
