/**
 * What can be set on a running domain, and read back: how virsh is asked, and what it answers. Only data and pure functions.
 */

/** Which value is meant. */
export interface TuneTarget {
  readonly uuid: string;
  /** 'global_quota'; a vCPU's number; '' where there is but one. */
  readonly parameter: string;
  /** The disk or tap that it is of, if it is of one. */
  readonly device?: string;
}

export interface Tune {
  read(target: TuneTarget): string[];
  /** @param output what `read` printed. @returns the value as it is written; '' where it has none. */
  valueIn(output: string, target: TuneTarget): string;
  write(target: TuneTarget, value: string): string[];
  /** The guest decides when it is so, and how far: whatever is found at the end is ours. */
  readonly moves?: boolean;
}

/** The lines `name : value` that virsh prints. @example fieldsOf('cpu_shares     : 1024\n').cpu_shares // '1024' */
export const fieldsOf = (output: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...output.matchAll(/^(\S+?)\s*: *(.*?) *$/gm)].map(([, name, value]) => [name, value as string]));
