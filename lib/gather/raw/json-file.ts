/**
 * What vmlab wrote as JSON, read again.
 */
import { InputError } from '../../core/errors.ts';
import { readText, writeText } from '../../host/local/files.ts';

/** A file of more than this was not written by a run whose buffers are bounded. */
export const LARGEST_FILE = 2 ** 29;

export const writeJson = (file: string, value: unknown): Promise<void> =>
  writeText(file, [`${JSON.stringify(value, null, 2)}\n`]);

/**
 * @param required members that tell it from any other JSON
 * @throws HostError where it cannot be read; InputError for what is not that
 */
export async function readJson<Value extends object>(
  file: string,
  required: readonly (keyof Value & string)[],
): Promise<Value> {
  const value = parsed(await readText(file, LARGEST_FILE), file);
  const absent = required.find((name) => typeof value !== 'object' || value === null || !(name in value));
  if (absent === undefined) return value as Value;
  throw new InputError({ file, expected: `an object with '${absent}', as vmlab wrote it`, received: value });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError({ file, expected: 'JSON, as vmlab wrote it', received: text.slice(0, 80) }, { cause });
  }
}
