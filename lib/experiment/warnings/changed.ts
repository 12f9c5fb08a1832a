import { shortCommit } from '../environment.ts';
import type { RunRecord } from '../run-record.ts';
import type { Warned, Warning } from './warning.ts';

/** An experiment that was resumed elsewhere, or with other code, than it was begun. */
export function changed({ runs, trials }: Warned): Warning[] {
  const used = runs.filter(({ run }) => trials.some((trial) => trial.run === run));
  const changes = PARTS.flatMap(({ name, of }) => {
    const values = [...new Set(used.map(of))];
    return values.length > 1 ? [name === CODE ? name : `${name} (${values.join(', ')})`] : [];
  });
  if (changes.length === 0) return [];
  const sentence = `Between the ${used.length} runs that this took, there changed: ${changes.join('; ')}`;
  return [{ kind: 'changed', sentence }];
}

/** A hash says nothing to a reader. */
const CODE = "the text of measure's function";

const PARTS: readonly { name: string; of: (run: RunRecord) => unknown }[] = [
  { name: CODE, of: ({ code }) => code },
  { name: 'host', of: ({ environment }) => environment.hostname },
  { name: 'kernel', of: ({ environment }) => environment.kernel },
  { name: 'CPU', of: ({ environment }) => `${environment.cpus} × ${environment.cpuModel ?? environment.architecture}` },
  { name: 'governor', of: ({ environment }) => environment.governor },
  { name: 'Node', of: ({ environment }) => environment.node },
  { name: 'vmlab', of: ({ environment }) => environment.vmlab },
  { name: 'commit', of: ({ environment }) => environment.commit && shortCommit(environment.commit) },
];
