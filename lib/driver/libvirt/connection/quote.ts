/**
 * Words as virsh's own command line takes them. Source: vshCommandStringGetArg of libvirt's tools/vsh.c: inside double quotes a backslash
 * takes the next character as it is, and nothing else has a meaning.
 */
import { InputError } from '../../../core/errors.ts';

/**
 * The line that runs a command.
 *
 * @throws InputError for a word with control characters: virsh reads its commands through readline, for which those are keys.
 * @example commandLine(['echo', 'a "b" c']) // 'echo "a \\"b\\" c"'
 */
export const commandLine = (words: readonly string[]): string => words.map(quoted).join(' ');

function quoted(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x1f\x7f]/.test(word))
    throw new InputError({ expected: 'a word of a virsh command, without control characters', received: word });
  return /^[\w.,:=/@+-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}
