/**
 * Which VM of a recording is meant.
 */
import { editDistance } from '../../core/edit-distance.ts';
import { InputError } from '../../core/errors.ts';

const SHOWN = 12;

/** @returns an error that lists the VMs there are, the nearest names first */
export function unknownRow(file: string, wanted: number | string, names: readonly string[]): InputError {
  const listed = names.map((name, index) => ({
    name,
    label: `${index + 1} ${name}`,
    far: editDistance(String(wanted), name),
  }));
  if (typeof wanted === 'string') listed.sort((a, b) => a.far - b.far);
  const labels = listed.slice(0, SHOWN).map(({ label }) => label);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const expected = typeof wanted === 'string' ? 'the name of a VM' : `a row from 1 to ${names.length}`;
  return new InputError({ file, expected, received: wanted, advice: `It has: ${labels.join(', ')}${more}` });
}
