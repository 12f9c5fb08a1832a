/**
 * Which VM of a recording is meant.
 */
import { InputError } from '../../core/errors.ts';

const SHOWN = 12;

/** @returns an error that lists the VMs there are, the nearest names first */
export function unknownRow(file: string, wanted: number | string, names: readonly string[]): InputError {
  const listed = names.map((name, index) => ({ name, label: `${index + 1} ${name}`, far: distance(wanted, name) }));
  if (typeof wanted === 'string') listed.sort((a, b) => a.far - b.far);
  const labels = listed.slice(0, SHOWN).map(({ label }) => label);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const expected = typeof wanted === 'string' ? 'the name of a VM' : `a row from 1 to ${names.length}`;
  return new InputError({ file, expected, received: wanted, advice: `It has: ${labels.join(', ')}${more}` });
}

/** Edits from one name to the other (Levenshtein), with small and capital letters taken as the same. */
function distance(wanted: number | string, name: string): number {
  const from = String(wanted).toLowerCase().slice(0, 64);
  const to = name.toLowerCase().slice(0, 64);
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[to.length] as number;
}
