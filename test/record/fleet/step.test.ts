import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fleetStep } from '../../../lib/record/fleet/step.ts';

const nothing = { cpu: NaN, memory: NaN, read: NaN, write: NaN, rx: NaN, tx: NaN } as const;

test('a step prints as a line: when it ended, and what of each VM is known', () => {
  const vms = [
    { name: 'vm1', ...nothing, cpu: 0.5, memory: 77_824 },
    { name: 'vm2', ...nothing },
  ];
  const step = fleetStep({ step: 2, start: 2, interval: 1, vms });
  assert.equal(String(step), '3 s: vm1 CPU 0.5 cores, memory 76 KiB; vm2 –');
  assert.deepEqual(Object.keys(step), ['step', 'start', 'interval', 'vms'], 'as data it is what it was');
});

test('a step without VMs says so', () =>
  assert.equal(String(fleetStep({ step: 0, start: 0, interval: 0.1, vms: [] })), '0.1 s: no VMs'));
