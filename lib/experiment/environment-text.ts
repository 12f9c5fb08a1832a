import { formatSize } from '../core/units.ts';
import { shortCommit } from './environment.ts';
import type { RunRecord } from './run-record.ts';

/** Where a run was, in a sentence. */
export function environmentText({ run, startedAt, environment }: RunRecord): string {
  const { hostname, kernel, architecture, cpus, cpuModel, memory, governor, node, vmlab, commit } = environment;
  const machine = `${hostname}, ${cpus} × ${cpuModel ?? architecture}, ${formatSize(memory)}`;
  const software = [`Linux ${kernel}`, `Node ${node}`, `vmlab ${vmlab}`];
  const told = [...(governor ? [`governor ${governor}`] : []), ...(commit ? [`commit ${shortCommit(commit)}`] : [])];
  return `Run ${run}, ${startedAt}: ${[machine, ...software, ...told].join(', ')}.`;
}
