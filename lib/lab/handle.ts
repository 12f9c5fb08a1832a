/**
 * What handles have in common: they are frozen, print themselves, and become JSON.
 */
import { inspect } from 'node:util';
import { specText } from '../report/spec-text.ts';

/** @param describe the handle's state as plain data. @returns the members, frozen, with `toJSON` and what `util.inspect` asks for. */
export function handle<Members extends object>(
  title: string,
  describe: () => object,
  members: Members,
): Members & Handle {
  const text = () => textOf(title, describe());
  const methods = { toJSON: describe, toString: text, [inspect.custom]: text };
  const hidden = Object.entries(Object.getOwnPropertyDescriptors(methods)).map(([name, each]) => [
    name,
    { ...each, enumerable: false },
  ]);
  const described = Object.create({}, Object.getOwnPropertyDescriptors(members)) as Members & Handle;
  Object.defineProperties(described, Object.fromEntries(hidden));
  Object.defineProperty(described, inspect.custom, { value: methods[inspect.custom] });
  return Object.freeze(described);
}

/** What the handle can do is what to call next. */
function textOf(title: string, { methods = [], ...state }: { methods?: readonly string[] }): string {
  return specText(
    title,
    state,
    methods.map((name) => `.${name}()`),
  );
}

export interface Handle {
  toJSON(): object;
}
