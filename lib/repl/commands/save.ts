import { InputError } from '../../core/errors.ts';
import { writeText } from '../../host/local/files.ts';
import { NAMES } from '../globals.ts';
import { scriptOf } from '../saved/script.ts';
import type { Command } from './command.ts';

/** `.save file.ts`: the session's lines that went well, as a script. */
export const save: Command = {
  help: 'Save as a script: .save a.ts',
  run: async (words, { lines, vmNames, uri }) => {
    const file = words.trim();
    if (file === '') throw new InputError({ expected: 'a file to save to', received: '', advice: 'Say .save file.ts' });
    if (lines.length === 0) return 'no line went well yet';
    await writeText(file, [scriptOf(lines, { vms: vmNames, api: NAMES, uri })]);
    return `saved in ${file}; it runs with: vmlab-repl ${file}`;
  },
};
