import type { Lab } from '../../lab/lab.ts';
import { type Entry, entriesOf } from '../standing/entries.ts';
import type { Command } from './command.ts';

/** `.journal`: what is set on this machine now, and what numbers `.undo` knows it by. */
export const journal: Command = {
  help: 'What is set on this machine now, numbered for .undo',
  run: async (_, { lab }) => {
    const entries = standing(lab);
    if (entries.length === 0) return 'nothing is set';
    const width = String(entries.length).length;
    return entries.map(({ text }, at) => `${String(at + 1).padStart(width)}  ${text}`).join('\n');
  },
};

/** What stands now, oldest first. */
export const standing = (lab: Lab): Entry[] =>
  entriesOf(lab.session.effects, new Map(lab.vms().map(({ name, slice }) => [name, slice.network?.hostInterface])));
