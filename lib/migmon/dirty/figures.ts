import type { Latency } from '../latency.ts';
import type { DirtySecond } from './second.ts';
import type { DirtySpec } from './spec.ts';

/** How even a rate was, by 10 ms of each thread. */
export interface Windows {
  /** In which the thread ran whenever it should. */
  readonly judged: number;
  /** Of those, with within 10 % of their share of pages (or within one page of it). */
  readonly even: number;
  /** Others: the thread was kept from running for over 1 ms. What it missed it repaid over the next 100 ms. */
  readonly kept: number;
}

/** How accesses were timed. */
export interface Timing {
  /** The CPU's time-stamp counter, or CLOCK_MONOTONIC. */
  readonly clock: 'tsc' | 'clock_gettime';
  /** What taking the time itself costs an access, in s; it is part of each latency. */
  readonly cost: number;
}

/** What was dirtied, as the threads count it themselves. */
export interface DirtyFigures {
  readonly spec: DirtySpec;
  readonly seconds: readonly DirtySecond[];
  /** How long, in s, from when all memory was there. */
  readonly elapsed: number;
  /** Dirtied, in pages of 4 KiB; one that was dirtied twice counts twice. */
  readonly bytes: number;
  /** bytes/s over the whole time */
  readonly rate: number;
  readonly pages: number;
  /** CPU time of the threads that dirty, in core-seconds. */
  readonly cpu: number;
  /** Of a rate, what the machine was too slow to dirty, in bytes. */
  readonly givenUp: number;
  /** Of a rate. */
  readonly windows: Windows;
  /** From the end of the access before to the end of its own; empty where accesses are not timed. */
  readonly latency: Latency;
  readonly timing?: Timing;
}
