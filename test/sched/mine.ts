import type { Policy } from '../../lib/sched/policy/policy.ts';

/** A policy of one's own, as a worker loads it. */
export const halves: Policy = Object.assign(
  ({ template }: Parameters<Policy>[0]) => ({ ...template, cpu: template.cpu.map((cores) => cores / 2) }),
  { title: 'halves' },
);

export const failing: Policy = Object.assign(
  () => {
    throw new Error('no idea');
  },
  { title: 'failing' },
);
