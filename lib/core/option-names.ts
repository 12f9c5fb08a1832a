import { InputError } from './errors.ts';

/**
 * An option that is misspelt would be none, and nobody would know.
 *
 * @throws InputError for the first one that is not known
 * @example checkOptionNames<MigrationOptions>(options, ['mode', 'bandwidth'])
 */
export function checkOptionNames<Options extends object>(
  options: Options,
  known: readonly (keyof Options & string)[],
): void {
  const unknown = Object.keys(options).find((name) => !(known as readonly string[]).includes(name));
  if (unknown === undefined) return;
  throw new InputError({ expected: `one of the options ${known.join(', ')}`, received: unknown });
}
