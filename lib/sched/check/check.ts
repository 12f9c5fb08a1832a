import { checkPolicy } from '../policy/check-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { wholeNumber } from '../predictor/parameters.ts';
import { isAnonymous } from './property/anonymous.ts';
import { respectsFloors, respectsVcpus } from './property/bounds.ts';
import { neverOvercommits } from './property/capacity.ts';
import { isWorkConserving, neverWastes } from './property/conserving.ts';
import { type Entitlement, isEnvyFree } from './property/envy.ts';
import { isParetoEfficient } from './property/pareto.ts';
import { isPure } from './property/pure.ts';
import { givesSharingIncentive } from './property/sharing.ts';
import { neverStarves } from './property/starvation.ts';
import { isStrategyProof } from './property/strategy.ts';
import { honoursTemplates } from './property/templates.ts';
import type { Property, Trial } from './trial.ts';
import { type CheckOptions, tryProperty } from './try-property.ts';

/**
 * Tries properties of a policy on random states. Each method tries one at once, throws where it does not hold, and returns the checker, so that they
 * chain; so it works in any test runner. A property also fails where the policy throws, or grants anything but numbers of 0 or more.
 *
 * The error (`RunError`, code `COUNTER_EXAMPLE`) shows the smallest state found as tables, and with which seed and path it is found again; its
 * `result` is the same as data. Another seed is taken at every run, unless told.
 *
 * @throws InputError for what is no policy, and for no runs, in which anything would hold
 * @example
 * test('my policy keeps to the host', () => {
 *   check(policy).neverOvercommits().respectsVcpus().respectsFloors().neverStarves();
 * });
 */
export function check(policy: Policy, options: CheckOptions = {}): PolicyCheck {
  checkPolicy(policy);
  if (options.runs !== undefined) wholeNumber(options.runs, 'runs', 1);
  return new PolicyCheck(policy, options);
}

/**
 * What is meant by the properties: `need` is what a VM needs by the growth rule of the built-in policies; resources of infinite capacity are left
 * out; how far a VM *gets* with some amounts is the part of its need that is met in the resource that is shortest.
 */
export class PolicyCheck {
  readonly #policy: Policy;
  readonly #options: CheckOptions;

  constructor(policy: Policy, options: CheckOptions) {
    this.#policy = policy;
    this.#options = options;
    Object.freeze(this);
  }

  /** Grants of a resource sum to its capacity at most. */
  neverOvercommits(): PolicyCheck {
    return this.#try(neverOvercommits);
  }

  /** A VM that needs some of a resource, and was promised some, is granted some. */
  neverStarves(): PolicyCheck {
    return this.#try(neverStarves);
  }

  /** No capacity is left ungranted while a VM is granted less than it needs. It suits grants that are weights. */
  isWorkConserving(): PolicyCheck {
    return this.#try(isWorkConserving);
  }

  /** Nor is any granted to those that do not need it, while a VM is granted less than it needs. It suits grants that are ceilings. */
  neverWastes(): PolicyCheck {
    return this.#try(neverWastes);
  }

  /** No VM could get further, but at the cost of another. Tried without memory floors. */
  isParetoEfficient(): PolicyCheck {
    return this.#try(isParetoEfficient);
  }

  /**
   * No VM would get further with all that another is granted: `by: 'weight'` or `'template'`, with that in proportion to what the two have a right
   * to. Tried without memory floors.
   */
  isEnvyFree({ by = 'equal' }: { readonly by?: Entitlement } = {}): PolicyCheck {
    return this.#try(isEnvyFree(by));
  }

  /** No VM gets further if it overstates its need of a resource, or of all of them, 1.5 or 4 times. Tried without memory floors. */
  isStrategyProof(): PolicyCheck {
    return this.#try(isStrategyProof);
  }

  /** Each VM gets as far as it would with an nth of the host, of n VMs, to itself. Tried without memory floors. */
  givesSharingIncentive(): PolicyCheck {
    return this.#try(givesSharingIncentive);
  }

  /** Where templates and floors fit in the capacity, each VM is granted what it needs of its template. */
  honoursTemplates(): PolicyCheck {
    return this.#try(honoursTemplates);
  }

  /** No grant of memory is under the VM's floor. */
  respectsFloors(): PolicyCheck {
    return this.#try(respectsFloors);
  }

  /** No VM is granted more cores than it has vCPUs. */
  respectsVcpus(): PolicyCheck {
    return this.#try(respectsVcpus);
  }

  /** The same state gets the same allocation, to the bit; neither the state nor an earlier allocation is written to. */
  isPure(): PolicyCheck {
    return this.#try(isPure);
  }

  /** What a VM is granted does not depend on its place among the others. */
  isAnonymous(): PolicyCheck {
    return this.#try(isAnonymous);
  }

  /**
   * A property of one's own.
   *
   * @param complaint what is wrong with a state and its allocation, as a sentence; nothing where they are right
   * @example check(policy).holds('sparesTheDisk', ({ allocation }) => (allocation.read.some((rate) => rate > 1e9) ? 'too fast' : undefined))
   */
  holds(name: string, complaint: (trial: Trial) => string | undefined): PolicyCheck {
    return this.#try({ name, complaint, call: `holds('${name}', …)` });
  }

  #try(property: Property): PolicyCheck {
    tryProperty(this.#policy, property, this.#options);
    return this;
  }
}
