/**
 * What handles have in common: they are frozen, print themselves in one line, and become JSON.
 */
import { inspect } from 'node:util';

/** @param describe the handle's state as plain data. @returns the members, frozen, with `toJSON` and what `util.inspect` asks for. */
export function handle<Members extends object>(
  title: string,
  describe: () => object,
  members: Members,
): Members & Handle {
  const methods = { toJSON: describe, [inspect.custom]: () => `${title} ${inspect(describe(), { breakLength: 100 })}` };
  const hidden = Object.entries(Object.getOwnPropertyDescriptors(methods)).map(([name, each]) => [
    name,
    { ...each, enumerable: false },
  ]);
  const described = Object.create({}, Object.getOwnPropertyDescriptors(members)) as Members & Handle;
  Object.defineProperties(described, Object.fromEntries(hidden));
  Object.defineProperty(described, inspect.custom, { value: methods[inspect.custom] });
  return Object.freeze(described);
}

export interface Handle {
  toJSON(): object;
}
