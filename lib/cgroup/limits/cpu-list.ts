/**
 * Lists of CPUs as the kernel writes them: `0-2,5`. Source: cpuset(7), "List format".
 */
import { InputError } from '../../core/errors.ts';

const HIGHEST_CPU = 8191;

/**
 * @returns the list in the form that the kernel reads back: sorted, merged.
 * @throws InputError for what is no list of CPU numbers.
 * @example parseCpuList('3,0-1,2') // '0-3'
 */
export function parseCpuList(list: string): string {
  const parts = String(list)
    .split(',')
    .map((part) => rangeOf(part, list));
  const numbers = new Set(parts.flatMap(([first, last]) => sequence(first, last)));
  return runsOf([...numbers].sort((one, other) => one - other))
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
    .join(',');
}

function rangeOf(part: string, list: string): [number, number] {
  const match = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part);
  const first = Number(match?.[1] ?? Number.NaN);
  const last = Number(match?.[2] ?? first);
  if (!(first <= last && last <= HIGHEST_CPU))
    throw new InputError({ expected: "a list of CPUs such as '0-1,3'", received: list });
  return [first, last];
}

const sequence = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function runsOf(sorted: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
