import { InputError } from '../../core/errors.ts';
import type { Command } from './command.ts';

/** `.doc migmon.dirty`: what its docstring says. */
export const doc: Command = {
  help: 'Docstrings: .doc lab.vm',
  run: async (words, { screen, vmNames }) => {
    const name = words.trim().replace(/^\w+/, (first) => (vmNames.has(first) ? 'vm' : first));
    if (name === '') throw new InputError({ expected: 'a name', received: '', advice: 'Say .doc migmon.dirty' });
    const { documentationOf } = await import('../documentation.ts');
    return documentationOf(name, screen);
  },
};
