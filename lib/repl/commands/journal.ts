import type { Vm } from '../../lab/vm/vm.ts';
import { heldIn, isMadeHere } from '../known/vms.ts';
import { type Entry, entriesOf } from '../standing/entries.ts';
import type { Command, Prompt } from './command.ts';

/** `.journal`: what is set now, on this machine and on VMs anywhere, and what numbers `.undo` knows it by. */
export const journal: Command = {
  help: 'What is set now, for .undo',
  run: async (_, prompt) => {
    const entries = standing(prompt);
    if (entries.length === 0) return 'nothing is set';
    const width = String(entries.length).length;
    return entries.map(({ text }, at) => `${String(at + 1).padStart(width)}  ${text}`).join('\n');
  },
};

/** What stands now, oldest first. */
export const standing = (prompt: Pick<Prompt, 'session' | 'known'>): Entry[] =>
  entriesOf(
    prompt.session.effects,
    new Map(openHere(prompt).map((vm) => [vm.name, heldIn(vm)?.slice?.network?.hostInterface])),
  );

/** VMs that are there because they are open. */
export const openHere = ({ known }: Pick<Prompt, 'known'>): Vm[] =>
  known.all.filter(({ lab }) => isMadeHere(lab)).map(({ vm }) => vm);
