/**
 * What examples of the public API take for granted: who reads them has a recording, a VM, a policy.
 */
import type { ExperimentResult } from '../../../lib/experiment/result.ts';
import type { ReplayResult, Simulation } from '../../../lib/index.ts';
import { lab, sched } from '../../../lib/index.ts';
import { type HostInput, state as states } from '../../../lib/testing.ts';
import { createTrace, type Recording } from '../../../lib/trace/trace.ts';

const column = (value: (step: number) => number) => Float64Array.from({ length: 120 }, (_, step) => value(step));

/** Some time of a VM that does a little of everything. */
export const trace = createTrace('mig_0', {
  interval: column(() => 0.65),
  cpu: column((step) => 1.5 + (step % 5) / 10),
  memory: column((step) => 2 ** 28 + step * 2 ** 20),
  read: column((step) => (step % 5) * 2 ** 20),
  write: column(() => 2 ** 20),
  rx: column(() => 1000),
  tx: column(() => 2000),
});
export const recording: Recording = { host: {}, traces: [trace, { ...trace, name: 'mig_1' }] };

export const vm = lab.vm('vm1');
/** As `lab.open(uri)` gives it. */
export const node = lab;
export const [a, b] = [lab.vm('a'), lab.vm('b')];

export const policy = sched.maxMin();
/** What a policy is called with, and, as it has the same name, what makes one in a test. */
export const state = Object.assign(
  (input: HostInput) => states(input),
  states({ capacity: { cpu: 4 } })
    .vm('a', { estimate: { cpu: 1 } })
    .vm('b', { estimate: { cpu: 5 } }),
);
export const i = 0;
/** What an instrument printed. */
export const text = '';

const simulated: Simulation = sched.simulate(recording, { predictor: sched.last(), policy, capacity: { cpu: 4 } });
export const [byCredit, equally] = [simulated, simulated];

/** What is measured in an experiment. */
export const migrate = async (..._conditions: unknown[]): Promise<number> => 0.3;

/** Of a run, for which there was a VM. */
export declare const run: ReplayResult;
export declare const result: ExperimentResult;

export { default as assert } from 'node:assert/strict';

/** Of any test runner. */
export const test = (_name: string, body: () => void): void => body();
