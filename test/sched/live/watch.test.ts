/** Watching the VMs of a lab be scheduled, on a machine in memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../../lib/sched/live/fault.ts';
import type { LiveOptions } from '../../../lib/sched/live/options.ts';
import { watchLive } from '../../../lib/sched/live/watch.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import { file, machine, NO_NETWORK } from './memory-lab.ts';
import { last } from './run-fake.ts';

for (const [what, ending] of [
  ['is left', undefined],
  ['comes to its end', '300ms'],
] as const)
  test(`where the loop ${what}, who watches is told what could not be put back`, { timeout: 10_000 }, async () => {
    let isBroken = false;
    const fails = (operation: string, path: string) =>
      isBroken && operation === 'write' && path === file('vm2', 'cpu.weight') ? 'EBUSY' : undefined;
    const { host, lab } = await machine({ fails });
    for (const name of ['vm1', 'vm2']) await lab.vm(name, NO_NETWORK).open();
    const told: Fault[][] = [];
    const onEnd: LiveOptions['onEnd'] = (left) => told.push([...left]);
    const options = {
      predictor: last,
      policy: maxMin(),
      capacity: { cpu: 2 },
      interval: '100ms',
      onEnd,
      for: ending,
    } as const;
    for await (const _ of watchLive(lab, options)) {
      isBroken = true;
      if (ending === undefined) break;
    }
    assert.deepEqual(
      told.map((left) => left.filter(({ kind }) => kind === 'restore').map(({ vm }) => vm)),
      [['vm2']],
    );
    assert.equal(await host.readFile(file('vm1', 'cpu.weight')), '100');
  });
