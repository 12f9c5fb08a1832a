import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnsupportedError } from '../../lib/core/errors.ts';
import { localHost } from '../../lib/host/local/host.ts';
import type { Disk } from '../../lib/load/disk.ts';
import { enginesOf } from '../../lib/replay/engines.ts';
import type { Place } from '../../lib/replay/place.ts';
import { makePlan } from '../../lib/replay/plan.ts';
import type { GeneratorSpec } from '../../lib/replay/prepared.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const trace = createTrace('vm', {
  interval: Float64Array.of(1),
  write: Float64Array.of(1e6),
  tx: Float64Array.of(1e6),
});
const plan = makePlan({ trace, capacity: {}, pace: 'own' });
const disk: Disk = { path: '/nowhere', size: 4096, allowDevice: false, [Symbol.asyncDispose]: async () => {} };
const moving = { loads: ['write', 'tx'] as const, disk };
const bare: Place = { name: 'vm', joinFiles: [], why: 'no rights' };

const host = localHost();
const parts = { host, signal: new AbortController().signal };
const enginesFor = (spec: Omit<GeneratorSpec, 'plan'>) => enginesOf(parts, { ...spec, plan }, moving);

test('no engine but the agent is there unless it is asked for', async () => {
  assert.deepEqual(await enginesFor({ place: bare, disk: { engine: 'agent' }, network: { protocol: 'tcp' } }), []);
});

test('fio without a group to throttle is refused, and why there is none is said', async () => {
  const refused = (error: unknown) => error instanceof UnsupportedError && /fio.*no rights/.test(error.message);
  await assert.rejects(enginesFor({ place: bare, disk: { engine: 'fio' } }), refused);
});

test('iperf3 without a network of the VM is refused', async () => {
  const shared: Place = { name: 'vm', joinFiles: ['/group/cgroup.procs'] };
  const refused = (error: unknown) => error instanceof UnsupportedError && /iperf3.*network: false/.test(error.message);
  await assert.rejects(enginesFor({ place: shared, network: { engine: 'iperf3' } }), refused);
});
