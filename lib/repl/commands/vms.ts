import type { Vm } from '../../lab/vm/vm.ts';
import type { Cell, TableSection } from '../../report/report.ts';
import { terminal } from '../../report/terminal.ts';
import type { KnownVm } from '../known/vms.ts';
import { usageOf } from '../usage/usage.ts';
import type { Command } from './command.ts';
import { noVm } from './no-vm.ts';

/** `.vms`: the VMs that are known, what they are limited to and what they have used. A table for each lab. */
export const vms: Command = {
  help: 'VMs: limits, and use so far',
  run: async (_, prompt) => {
    const tables = await Promise.all([...byLab(await prompt.known.opened())].map(table));
    if (tables.length === 0) return noVm(prompt);
    return terminal({ title: 'VMs', sections: tables }, prompt.screen);
  },
};

/** By the lab's variable and its URI. */
function byLab(known: readonly KnownVm[]): Map<string, Vm[]> {
  const labs = new Map<string, Vm[]>();
  for (const { lab, name, vm } of known) {
    const title = `${name}: ${lab.uri}`;
    labs.set(title, [...(labs.get(title) ?? []), vm]);
  }
  return labs;
}

const table = async ([title, its]: readonly [string, readonly Vm[]]): Promise<TableSection> => ({
  kind: 'table',
  title,
  columns: [
    { name: 'VM' },
    { name: 'state' },
    { name: 'cores max', align: 'right' },
    { name: 'memory max', unit: 'bytes', align: 'right' },
    { name: 'tx max', unit: 'bytes/s', align: 'right' },
    { name: 'CPU', unit: 's', align: 'right' },
    { name: 'memory', unit: 'bytes', align: 'right' },
  ],
  rows: await Promise.all(its.map(rowOf)),
});

/** What cannot be told of it is a dash, as what has no limit. */
async function rowOf(vm: Vm): Promise<readonly Cell[]> {
  const { cgroup, network } = vm;
  const limits = [cgroup.cpu.quota(), cgroup.memory.max(), network.rate()].map((read) =>
    read.then(numberOf, () => null),
  );
  const state = vm.info().then(
    (info) => info.state,
    () => null,
  );
  const { cpu, memory } = await usageOf(vm);
  return [vm.name, await state, ...(await Promise.all(limits)), cpu, memory];
}

const numberOf = (limit: number | 'max'): number | null => (limit === 'max' ? null : limit);
