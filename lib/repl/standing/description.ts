/** An effect in words. */
export interface Description {
  /** 'quota of vm1: 1.5 cores, was none' */
  readonly now: string;
  /** 'quota of vm1: none again' */
  readonly undone: string;
}
