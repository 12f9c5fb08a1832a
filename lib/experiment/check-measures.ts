import { InputError } from '../core/errors.ts';
import type { Condition } from './condition.ts';
import type { PlannedTrial } from './order.ts';
import { OWN_COLUMNS } from './own-columns.ts';
import { trialText } from './trial-text.ts';

/**
 * What a trial measured, where it can be used.
 *
 * @param names of the trials before; undefined for the first
 * @throws InputError that names the trial and the measure
 */
export function checkMeasures(
  received: unknown,
  planned: PlannedTrial,
  names: readonly string[] | undefined,
): Readonly<Record<string, number>> {
  const file = trialText(planned);
  if (
    typeof received !== 'object' ||
    received === null ||
    Array.isArray(received) ||
    Object.keys(received).length === 0
  )
    throw new InputError({ file, expected: 'measures by name, such as { downtime: 0.2 }', received });
  const wanted = names ?? Object.keys(received);
  for (const name of new Set([...wanted, ...Object.keys(received)])) {
    const isThere = Object.hasOwn(received, name);
    if (!isThere || !wanted.includes(name)) throw unlike(`${file}:${name}`, wanted, isThere);
    checkName(name, file, planned.condition);
    checkNumber((received as Record<string, unknown>)[name], file, name);
  }
  return { ...received };
}

function unlike(file: string, wanted: readonly string[], isThere: boolean): InputError {
  const expected = `the same measures of every trial: ${wanted.join(', ')}`;
  return new InputError({ file, expected, received: isThere ? 'one more' : 'none of that name' });
}

function checkName(received: string, file: string, condition: Condition): void {
  if (OWN_COLUMNS.includes(received) || Object.hasOwn(condition, received))
    throw new InputError({
      file,
      expected: `measures with names other than ${[...OWN_COLUMNS, ...Object.keys(condition)].join(', ')}`,
      received,
    });
}

function checkNumber(received: unknown, file: string, column: string): void {
  const isKnown = typeof received === 'number' && (Number.isFinite(received) || Number.isNaN(received));
  if (!isKnown)
    throw new InputError({ file, column, expected: "a finite number, or NaN for 'not recorded'", received });
}

/** @throws InputError for the unit of a measure that there is not */
export function checkUnits(units: object, names: readonly string[]): void {
  const received = Object.keys(units).find((name) => !names.includes(name));
  if (received !== undefined) throw new InputError({ expected: `units of ${names.join(', ')}`, received });
}
