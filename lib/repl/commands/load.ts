import { InputError } from '../../core/errors.ts';
import { readText } from '../../host/local/files.ts';
import type { Command } from './command.ts';

const MOST = 2 ** 20;

/** `.load file.ts`: a file's lines as if they had been typed. */
export const load: Command = {
  help: 'Type a file: .load file.ts',
  run: async (words, { typed }) => {
    const file = words.trim();
    if (file === '') throw new InputError({ expected: 'a file to load', received: '', advice: 'Say .load file.ts' });
    typed(await readText(file, MOST));
    return '';
  },
};
