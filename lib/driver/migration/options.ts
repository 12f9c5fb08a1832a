import type { Duration, Rate } from '../../core/units.ts';
import type { Guest, GuestExecOptions, GuestOutput } from '../guest/guest.ts';
import type { MigrationProgress } from './progress.ts';

/** How a guest is to move. */
export interface MigrationOptions {
  /**
   * Its memory first, again and again (`'precopy'`, unless told); its CPUs first, which then fetch what they miss (`'postcopy'`); or its memory
   * `passes` times, and then its CPUs (`'hybrid'`).
   */
  readonly mode?: MigrationMode;
  /** Of `'hybrid'`: 1 unless told. */
  readonly passes?: number;
  /** At most so much; unless told, QEMU's own 128 MiB/s until the guest moves, and as fast as it goes then. 0 is no limit. */
  readonly bandwidth?: Rate;
  /** How long the guest may stand still at the end of precopy; 300 ms unless told. */
  readonly downtimeLimit?: Duration;
  /** Connections side by side (multifd); one, that is no multifd, unless told. */
  readonly channels?: number;
  /** `'xbzrle'` sends what changed in a page; the others need channels. */
  readonly compression?: Compression;
  /** Slows the guest down where it dirties memory faster than that can be sent. */
  readonly autoConverge?: boolean;
  /** Given up then, if the guest has not been handed over; 5 min unless told. */
  readonly timeout?: Duration;
  /** How to find out whether the guest survived. Nothing is, unless told. */
  readonly verify?: Verification | readonly Verification[];
  /** Of `verify: 'guest'`: asks the guest; unless told, whether its clock advances, which makes it `'alive'`. */
  readonly checker?: GuestChecker;
  /** Where the source reaches the destination, which listens there: for a tunnel between two QEMUs. The same place unless told. */
  readonly through?: (listening: Listening) => Listening | Promise<Listening>;
}

/** And how to go along with it. */
export interface MigrationRunOptions extends MigrationOptions {
  /** Cancels it: the guest goes on at the source, and nothing stays at the destination. When the guest has been handed over, it is too late. */
  readonly signal?: AbortSignal;
  /** Called as often as it is looked at, which is some times a second. */
  readonly onProgress?: (progress: MigrationProgress) => void;
}

/** Its memory first, its CPUs first, or some of its memory and then its CPUs. */
export type MigrationMode = 'precopy' | 'postcopy' | 'hybrid';
export type Compression = 'xbzrle' | 'zlib' | 'zstd';

/**
 * `'memory'`: the destination is held until every page of both sides has been compared, so the guest stands still for that long; a guest whose memory
 * differs is not handed over, and goes on at the source. `'guest'`: the guest is asked, when it runs at the destination.
 */
export type Verification = 'guest' | 'memory';

/** What can be asked of a guest that has moved: of every `Domain`, that of its new place. */
export interface MovedGuest {
  readonly name: string;
  readonly guest?: Guest;
  /** Runs a program in it to its end. */
  exec?(argv: readonly string[], options?: GuestExecOptions): Promise<GuestOutput>;
}

/** Asks a guest how it is. It may throw: then the guest is `'lost'`. */
export type GuestChecker = (guest: MovedGuest, signal: AbortSignal) => Promise<GuestState>;

/** `'alive'`: its clock advances, but nobody looked at its memory. `'lost'`: it does not answer, or runs nowhere. */
export type GuestState = 'verified' | 'alive' | 'lost' | 'corrupt' | 'unknown';

/** An address of TCP. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}
