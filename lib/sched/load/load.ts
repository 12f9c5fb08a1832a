import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration } from '../../core/units.ts';
import { type AmountsInput, amountsOf } from '../amounts.ts';
import { checkKeys } from '../check-keys.ts';
import type { Amounts } from '../columns.ts';
import { wholeNumber } from '../predictor/parameters.ts';

/** What all generated loads are told. */
export interface LoadOptions {
  /** How many VMs; they are named `name-1`, `name-2` … */
  readonly vms: number;
  /** How many steps. */
  readonly steps: number;
  /** The length of each; 1 s unless told. */
  readonly interval?: Duration;
  /** What a VM wants at its busiest. A resource that is left out is not used at all. */
  readonly peak: AmountsInput;
  /** What it wants at its idlest; nothing unless told. */
  readonly idle?: AmountsInput;
  /** Same seed, same load. Unless told, the simulation's. */
  readonly seed?: number;
  /** The kind of load unless told. */
  readonly name?: string;
}

/**
 * A load that is made up as it is asked for, step by step: plain data, so that it costs no memory and can be sent to another thread. Between
 * `idle` and `peak` all resources of a VM move together, by its level from 0 to 1.
 */
export interface Load {
  readonly level: Level;
  readonly name: string;
  readonly vms: number;
  readonly steps: number;
  /** In s. */
  readonly interval: number;
  readonly idle: Amounts;
  readonly peak: Amounts;
  readonly seed?: number;
  /** The numbers, from 0, of those of its VMs that are meant; all unless told. Each has the same load whoever else is there. */
  readonly only?: readonly number[];
}

/** How the level of a VM goes. Times in s. */
export type Level =
  | { readonly kind: 'sine'; readonly period: number }
  | { readonly kind: 'onOff'; readonly on: Lengths; readonly off: Lengths };

/** How long VMs stay on, or off, in s: always the mean; exponential; or Pareto, of a shape over 1. */
export interface Lengths {
  readonly mean: number;
  readonly spread: 'fixed' | 'exponential' | 'pareto';
  readonly shape?: number;
}

/** @throws InputError for a count, a time or an amount that has no sense */
export function loadOf(level: Level, options: LoadOptions, name: string): Load {
  return Object.freeze({
    level: Object.freeze(level),
    name: options.name ?? name,
    vms: count(options.vms, 'a number of VMs'),
    steps: count(options.steps, 'a number of steps'),
    interval: lengthFrom(options.interval ?? 1, 'interval'),
    idle: amountsOf(options.idle ?? {}, () => 0),
    peak: amountsOf(options.peak, () => 0),
    ...(options.seed !== undefined && { seed: wholeNumber(options.seed, 'seed', 0) }),
  });
}

const OPTIONS: readonly (keyof LoadOptions)[] = ['vms', 'steps', 'interval', 'peak', 'idle', 'seed', 'name'];

/** @param own what the kind of load is told beside. @throws InputError for what is no options, or misspells one */
export const checkOptions = (options: LoadOptions, own: readonly string[]): void =>
  checkKeys(options, [...own, ...OPTIONS]);

/** @throws InputError for a time that is 0 or has no sense */
export function lengthFrom(duration: Duration, what: string): number {
  const seconds = parseDuration(duration, what);
  if (seconds > 0) return seconds;
  throw new InputError({ expected: `${what} of more than 0 s`, received: duration });
}

function count(received: number, what: string): number {
  if (Number.isSafeInteger(received) && received >= 1) return received;
  throw new InputError({ expected: `${what}, 1 or more`, received });
}
