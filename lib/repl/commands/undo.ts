import { InputError } from '../../core/errors.ts';
import type { UndoOutcome } from '../../core/undo.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import type { Entry } from '../standing/entries.ts';
import { toldOutcomes } from '../standing/told.ts';
import type { Command, Prompt } from './command.ts';
import { openHere, standing } from './journal.ts';

/** `.undo`, `.undo 2`, `.undo all`: puts back what was set last, what `.journal` gives that number, or all. */
export const undo: Command = {
  help: 'Undo the last, or .undo 2, all',
  run: async (words, prompt) => {
    const outcomes: UndoOutcome[] = [];
    for (const entry of chosen(standing(prompt), words.trim()).toReversed())
      outcomes.push(...(await takeBack(entry, prompt)));
    return outcomes.length === 0 ? 'nothing is set' : toldOutcomes(outcomes).join('\n');
  },
};

/** @throws InputError for what is no number of the journal's */
export function chosen(entries: readonly Entry[], words: string): readonly Entry[] {
  if (words === 'all') return entries;
  if (words === '') return entries.slice(-1);
  const entry = entries[Number(words) - 1];
  if (entry === undefined)
    throw new InputError({
      expected: `all, or a number from 1 to ${entries.length} as .journal shows them`,
      received: words,
    });
  return [entry];
}

async function takeBack({ vm, actions }: Entry, prompt: Prompt): Promise<UndoOutcome[]> {
  if (vm !== undefined) return closeAll(openHere(prompt).filter(({ name }) => name === vm));
  const outcomes: UndoOutcome[] = [];
  for (const action of actions)
    outcomes.push(...[await prompt.session.undo(action)].filter((outcome) => outcome !== undefined));
  return outcomes;
}

const closeAll = async (vms: readonly Vm[]): Promise<UndoOutcome[]> =>
  (await Promise.all(vms.map((each) => each.close()))).flat();
