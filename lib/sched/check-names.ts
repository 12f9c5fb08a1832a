import { InputError } from '../core/errors.ts';

/** @param what has the names: 'VM' @throws InputError where two have the same @example checkNames(['vm1', 'vm1'], 'VM') */
export function checkNames(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new InputError({ expected: `a name of its own for each ${what}`, received: name });
    seen.add(name);
  }
}
