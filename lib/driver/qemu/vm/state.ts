/**
 * Which process a machine is now, if it runs.
 */
import { InputError } from '../../../core/errors.ts';
import type { Slice } from '../../local/slice.ts';
import type { QemuDomain } from '../domain.ts';
import type { QemuParts } from '../files.ts';
import type { MachineSpec } from '../machine/spec.ts';
import { startQemu } from '../start.ts';
import { refusal } from './refusal.ts';

export interface MachineOptions {
  readonly name: string;
  /** What it consists of; undefined where it is only to be migrated into. */
  readonly spec?: MachineSpec;
  /** That it runs in. */
  readonly slice: Slice;
}

export class MachineState {
  readonly options: MachineOptions;
  readonly #parts: QemuParts;
  /** What it consists of, as far as that is known: one that was migrated into is what came. */
  spec?: MachineSpec;
  #process?: QemuDomain;
  #starting = false;
  #successor?: MachineState;
  #leaving = new AbortController();

  constructor(parts: QemuParts, options: MachineOptions) {
    this.#parts = parts;
    this.options = options;
    this.spec = options.spec;
  }

  /** Where the guest that was started here is by now. */
  get home(): MachineState {
    return this.#successor?.home ?? this;
  }

  /** Aborted when its guest leaves: what it was asked here will not be answered here. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Its guest goes on in another machine. */
  leaveFor(successor: MachineState): void {
    this.#successor = successor;
    this.#leaving.abort(refusal('reach', this.options.name, 'its guest has moved'));
  }

  get process(): QemuDomain | undefined {
    return this.#process;
  }

  /** @throws HostError where it does not run */
  running(): QemuDomain {
    if (this.#process) return this.#process;
    throw refusal('reach', this.options.name, 'it does not run: await vm.start() first');
  }

  /** @throws HostError where it runs already; InputError where it is not known what of; as startQemu */
  start(signal?: AbortSignal): Promise<QemuDomain> {
    const { spec, options } = this;
    if (spec === undefined) {
      const { name } = options;
      const advice = `Say lab.vm('${name}', { memory: '512M', … })`;
      throw new InputError({ expected: `the memory of '${name}'`, received: undefined, advice });
    }
    return this.#begin(spec, signal);
  }

  /** Waits for a guest that comes from another machine of that kind. Its tap is its own: two processes cannot have one. The address comes along. */
  receive(source: MachineSpec, signal?: AbortSignal): Promise<QemuDomain> {
    const network = source.network && { ...source.network, tap: this.spec?.network?.tap ?? source.network.tap };
    this.spec = { ...source, name: this.options.name, network };
    return this.#begin({ ...this.spec, incoming: true, paused: true }, signal);
  }

  /** One that ends by itself is off from then on. */
  async #begin(spec: MachineSpec, signal?: AbortSignal): Promise<QemuDomain> {
    const { name, slice } = this.options;
    if (this.#process || this.#starting) throw refusal('start', name, 'it runs already');
    this.#starting = true;
    try {
      const started = await startQemu(this.#parts, spec, { slice, signal });
      this.#successor = undefined;
      this.#leaving = new AbortController();
      this.#process = started;
      void started.ended.then(() => this.#ended(started));
      return started;
    } finally {
      this.#starting = false;
    }
  }

  #ended(process: QemuDomain): void {
    if (this.#process === process) this.#process = undefined;
  }
}
