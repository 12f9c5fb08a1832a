// A policy of one's own, and its tests: one of a state that is written down, and two of properties, which are tried on random ones. Needs
// fast-check (`npm install --save-dev fast-check`), and no root. Takes 1 s.
//     node --import tsx --test policy.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandLine } from 'vmlab';
import { check, type Policy, state } from 'vmlab/testing';

commandLine(import.meta.url);

/** Cores in proportion to templates, but to nobody more than it has vCPUs; of the rest, to each its template. */
const byTemplate: Policy = ({ template, capacity, vcpus }) => {
  const promised = template.cpu.reduce((sum, cores) => sum + cores, 0);
  const cores = (tc: number, vm: number) => Math.min((tc / promised) * Math.min(capacity.cpu, promised), vcpus[vm]);
  return { ...template, cpu: template.cpu.map((tc, vm) => (tc > 0 ? cores(tc, vm) : 0)) };
};

test('two VMs share the cores by their templates', () => {
  const host = state({ capacity: { cpu: 3 } })
    .vm('web', { template: { cpu: 4 } })
    .vm('batch', { template: { cpu: 2 } });
  assert.deepEqual([...byTemplate(host).cpu], [2, 1]);
});

test('cores are not overcommitted, whatever the VMs', () => {
  check(byTemplate).isPure().isAnonymous().respectsVcpus();
  check(byTemplate).holds('keeps to the cores', ({ state, allocation }) => {
    const granted = allocation.cpu.reduce((sum, cores) => sum + cores, 0);
    return granted > state.capacity.cpu * 1.000001 ? `grants ${granted} cores` : undefined;
  });
});

test('memory is overcommitted, and the check finds a host that shows it', () => {
  assert.throws(() => check(byTemplate).neverOvercommits(), /neverOvercommits does not hold of byTemplate/);
});
