/** Which built-in policy has which property: what is claimed in docstrings, and tested in claims.test.ts. */
import { drf } from '../../../lib/sched/policy/drf.ts';
import { equal } from '../../../lib/sched/policy/equal.ts';
import { maxMin } from '../../../lib/sched/policy/max-min.ts';
import type { Policy } from '../../../lib/sched/policy/policy.ts';
import { proportional } from '../../../lib/sched/policy/proportional.ts';
import { rescoin } from '../../../lib/sched/policy/rescoin.ts';
import { staticPolicy } from '../../../lib/sched/policy/static.ts';
import { workConserving } from '../../../lib/sched/policy/work-conserving.ts';
import type { PolicyCheck } from '../../../lib/testing.ts';

/** A method of `check`, or with what it is called. */
export const PROPERTIES = {
  neverOvercommits: (it: PolicyCheck) => it.neverOvercommits(),
  neverStarves: (it: PolicyCheck) => it.neverStarves(),
  respectsFloors: (it: PolicyCheck) => it.respectsFloors(),
  respectsVcpus: (it: PolicyCheck) => it.respectsVcpus(),
  isPure: (it: PolicyCheck) => it.isPure(),
  isAnonymous: (it: PolicyCheck) => it.isAnonymous(),
  isWorkConserving: (it: PolicyCheck) => it.isWorkConserving(),
  neverWastes: (it: PolicyCheck) => it.neverWastes(),
  isParetoEfficient: (it: PolicyCheck) => it.isParetoEfficient(),
  isStrategyProof: (it: PolicyCheck) => it.isStrategyProof(),
  givesSharingIncentive: (it: PolicyCheck) => it.givesSharingIncentive(),
  honoursTemplates: (it: PolicyCheck) => it.honoursTemplates(),
  'isEnvyFree by equality': (it: PolicyCheck) => it.isEnvyFree(),
  'isEnvyFree by weight': (it: PolicyCheck) => it.isEnvyFree({ by: 'weight' }),
  'isEnvyFree by template': (it: PolicyCheck) => it.isEnvyFree({ by: 'template' }),
} as const;

export type Claim = keyof typeof PROPERTIES;

const SOUND = ['neverStarves', 'respectsFloors', 'respectsVcpus', 'isPure', 'isAnonymous'] as const;
const SAFE = ['neverOvercommits', ...SOUND] as const;

/** Each with all properties that it has; every other is shown by a counter-example. */
export const CLAIMS: readonly (readonly [Policy, readonly Claim[]])[] = [
  [equal(), [...SAFE, 'isWorkConserving', 'isStrategyProof', 'givesSharingIncentive', 'isEnvyFree by equality']],
  [proportional(), [...SAFE, 'isWorkConserving', 'isStrategyProof', 'isEnvyFree by weight']],
  [staticPolicy(), [...SAFE, 'isStrategyProof', 'honoursTemplates', 'isEnvyFree by template']],
  [
    maxMin(),
    [...SAFE, 'isWorkConserving', 'neverWastes', 'isStrategyProof', 'givesSharingIncentive', 'isEnvyFree by equality'],
  ],
  [maxMin({ weighted: true }), [...SAFE, 'isWorkConserving', 'neverWastes', 'isStrategyProof', 'isEnvyFree by weight']],
  [drf(), [...SAFE, 'isParetoEfficient', 'isStrategyProof', 'givesSharingIncentive', 'isEnvyFree by equality']],
  [drf({ weighted: true }), [...SAFE, 'isParetoEfficient', 'isStrategyProof', 'isEnvyFree by weight']],
  [workConserving(drf()), [...SAFE, 'isWorkConserving', 'neverWastes', 'isParetoEfficient', 'givesSharingIncentive']],
  [workConserving(staticPolicy()), [...SAFE, 'isWorkConserving', 'isStrategyProof', 'honoursTemplates']],
  [rescoin(), [...SAFE, 'isWorkConserving', 'honoursTemplates']],
  [rescoin({ variant: 'published' }), [...SOUND, 'isWorkConserving', 'honoursTemplates']],
];
