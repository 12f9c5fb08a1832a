import { InputError } from '../../core/errors.ts';
import type { MachineOptions, NetworkOptions } from '../../driver/qemu/machine/options.ts';

/**
 * What a VM is, where vmlab makes it, and how it is reached. On `local:` only `network`: false leaves out the network namespace. On `qemu:` what the
 * machine consists of (`memory`, `kernel`, `disks` …). Of a domain that is there already nothing but `ssh`.
 */
export interface VmOptions extends Partial<Omit<MachineOptions, 'name' | 'network' | 'incoming' | 'paused'>> {
  readonly network?: boolean | NetworkOptions;
  /** Where its SSH daemon is reached, as ssh(1) is told: 'root@10.0.0.2'. Programs are run that way, and not by the guest agent. */
  readonly ssh?: string;
}

/** @throws InputError for an option that means nothing to this kind of VM */
export function checkOptions(uri: string, options: VmOptions, known: readonly (keyof VmOptions)[]): void {
  const unknown = Object.entries(options).find(([name, value]) => value !== undefined && !isIn(known, name));
  if (unknown === undefined) return;
  const expected = known.length === 0 ? `no options for a VM of ${uri}` : `the options ${known.join(', ')} on ${uri}`;
  throw new InputError({ expected, received: unknown[0] });
}

const isIn = (known: readonly string[], name: string): boolean => known.includes(name);
