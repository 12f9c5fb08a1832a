// Names each cell that failed in notebooks that were run: notebook, cell (all counted, from 1), message. Exits with 1 where there is one.
// Run: tsx failures.ts NOTEBOOK…
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly ename?: string;
  readonly evalue?: string;
}

interface Cell {
  readonly outputs?: readonly Output[];
}

const files = process.argv.slice(2);
const failures = (await Promise.all(files.map(failuresIn))).flat();
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function failuresIn(file: string): Promise<string[]> {
  const { cells }: { cells: readonly Cell[] } = JSON.parse(await readFile(file, 'utf8'));
  return cells.flatMap(({ outputs = [] }, index) =>
    outputs.filter(isFailure).map((output) => `${basename(file)}, cell ${index + 1}: ${messageOf(output)}`),
  );
}

/** The kernel writes what is wrong with a cell, its types included, as text to standard error; and no cell has to say anything there. */
function isFailure({ output_type, name }: Output): boolean {
  return output_type === 'error' || name === 'stderr';
}

function messageOf({ text, ename, evalue }: Output): string {
  return (text === undefined ? `${ename}: ${evalue}` : [text].flat().join('')).trim();
}
