import { InputError } from '../../core/errors.ts';
import type { UndoOutcome } from '../../core/undo.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Entry } from '../standing/entries.ts';
import { toldOutcomes } from '../standing/told.ts';
import type { Command } from './command.ts';
import { standing } from './journal.ts';

/** `.undo`, `.undo 2`, `.undo all`: puts back what was set last, what `.journal` gives that number, or all. */
export const undo: Command = {
  help: 'Put back what was set last; or .undo 2 (of .journal), .undo all',
  run: async (words, { lab }) => {
    const outcomes: UndoOutcome[] = [];
    for (const entry of chosen(standing(lab), words.trim()).toReversed())
      outcomes.push(...(await takeBack(entry, lab)));
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

async function takeBack({ vm, actions }: Entry, lab: Lab): Promise<UndoOutcome[]> {
  if (vm !== undefined)
    return (
      await Promise.all(
        lab
          .vms()
          .filter(({ name }) => name === vm)
          .map((each) => each.close()),
      )
    ).flat();
  const outcomes: UndoOutcome[] = [];
  for (const action of actions)
    outcomes.push(...[await lab.session.undo(action)].filter((outcome) => outcome !== undefined));
  return outcomes;
}
