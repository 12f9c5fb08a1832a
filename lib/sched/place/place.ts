import { inspect } from 'node:util';
import { specText } from '../../report/spec-text.ts';
import type { SimulationInput } from '../simulate/demand.ts';
import { namesOf, partsOf } from '../simulate/demand-of.ts';
import type { SimulateOptions } from '../simulate/options.ts';
import { eachOf, type Template } from '../simulate/templates.ts';
import { choosePolicy, choosePredictor, type PolicyChoice, type PredictorChoice } from '../sweep/choice.ts';
import { type HostsInput, hostsOf } from './hosts.ts';
import { needsOf } from './needs.ts';
import { pack, placementNamed } from './pack.ts';
import { vmPicker } from './pick-vms.ts';
import type { PlaceOptions } from './place-options.ts';
import type { PLACEMENTS, Placement } from './placement.ts';
import { type PlacementPlan, planOf } from './plan.ts';
import { type PlacementResult, runPlan } from './run.ts';
import type { HostTask } from './run-hosts.ts';

/** What VMs there are, on what hosts, and how each host is scheduled. */
export interface PlaceSpec extends Omit<SimulateOptions, 'predictor' | 'policy' | 'capacity' | 'keep'> {
  readonly input: SimulationInput;
  /** `{ count: 2000, cpu: 48, memory: '192GiB' }`, or a list of hosts. */
  readonly hosts: HostsInput;
  readonly predictor: PredictorChoice;
  readonly policy: PolicyChoice;
}

/** `'first-fit'`, `'best-fit'`, `'worst-fit'`, or a function of one's own. */
export type PlacementChoice = keyof typeof PLACEMENTS | Placement;

/**
 * Packs VMs on hosts by their templates (by their peaks, where none are told), then simulates every host, in worker threads. Frozen; `plan()`
 * packs, and nothing is simulated until `run()`.
 *
 * @throws InputError for what has no sense in the spec
 * @example
 * const placed = sched.place('best-fit', {
 *   input: sched.load.pareto({ vms: 1000, steps: 288, interval: '5min', on: '1h', off: '2h', peak: { cpu: 4, memory: '8GiB' } }),
 *   hosts: { count: 100, cpu: 48, memory: '192GiB' },
 *   predictor: ['ewma', 0.7],
 *   policy: 'rescoin',
 * });
 * console.log(placed.plan().unplaced, String(await placed.run({ workers: 2 })));
 */
export const place = (placement: PlacementChoice, spec: PlaceSpec): Placing => new Placing(placement, spec);

export class Placing {
  readonly #placement: PlacementChoice;
  readonly #spec: PlaceSpec;

  constructor(placement: PlacementChoice, spec: PlaceSpec) {
    this.#placement = placement;
    this.#spec = Object.freeze({ ...spec });
    placementNamed(placement);
    hostsOf(this.#spec.hosts);
    Object.freeze(this);
  }

  /** Which VMs are on which hosts, and which have found no room. @throws RunError 'PLACEMENT' for the answer of a function that is no host */
  plan(): PlacementPlan {
    return this.#packed().plan;
  }

  /**
   * Packs the VMs, then simulates every host.
   *
   * @throws RunError 'PLACE' naming the host that failed, whose cause tells why
   * @throws the signal's reason when aborted
   */
  run(options: PlaceOptions = {}): Promise<PlacementResult> {
    const { interval, seed, unmet, predictor, policy } = this.#spec;
    const { plan, tasks } = this.#packed();
    const shared = {
      predictor: choosePredictor(predictor),
      policy: choosePolicy(policy),
      options: { interval, seed, unmet },
    };
    return runPlan({ plan, tasks, shared }, options);
  }

  toJSON(): { readonly placement: string; readonly spec: PlaceSpec } {
    const placement = typeof this.#placement === 'string' ? this.#placement : this.#placement.name || 'a function';
    return { placement, spec: this.#spec };
  }

  toString(): string {
    const title = `Placing by ${this.toJSON().placement} on ${hostsOf(this.#spec.hosts).length} hosts`;
    return specText(title, {}, ['.plan()', '.run()']);
  }

  [inspect.custom](): string {
    return String(this);
  }

  #packed(): { plan: PlacementPlan; tasks: HostTask[] } {
    const parts = partsOf(this.#spec.input);
    const hosts = hostsOf(this.#spec.hosts);
    const names = namesOf(parts);
    const templates = eachOf(this.#spec.templates ?? {}, names);
    const needs = needsOf(parts, templates);
    const packing = pack(
      needs,
      hosts.map(({ capacity }) => capacity),
      placementNamed(this.#placement),
    );
    const template = (vm: number): Template => ({
      ...templates[vm],
      cpu: needs.cpu[vm],
      memory: needs.memory[vm],
      read: needs.read[vm],
      write: needs.write[vm],
    });
    const pick = vmPicker(parts);
    const tasks = hosts.map((host, number) => ({
      ...host,
      input: pick(packing.onHost[number]),
      templates: packing.onHost[number].map(template),
    }));
    return { plan: planOf(hosts, { names, needs }, packing), tasks };
  }
}
