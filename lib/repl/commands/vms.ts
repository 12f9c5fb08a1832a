import type { Vm } from '../../lab/vm/vm.ts';
import type { Cell, TableSection } from '../../report/report.ts';
import { terminal } from '../../report/terminal.ts';
import { usageOf } from '../usage/usage.ts';
import type { Command, Prompt } from './command.ts';
import { NO_VM } from './no-vm.ts';

/** `.vms`: the VMs that are open, what they are limited to and what they have used. */
export const vms: Command = {
  help: 'The VMs that are open: limits, and what they have used',
  run: async (_, { lab, screen }) => {
    const rows = await Promise.all(lab.vms().map((vm) => rowOf(vm, lab)));
    return rows.length === 0 ? NO_VM : terminal({ title: 'Open VMs', sections: [table(rows)] }, screen);
  },
};

const table = (rows: readonly (readonly Cell[])[]): TableSection => ({
  kind: 'table',
  columns: [
    { name: 'VM' },
    { name: 'CPU max', unit: 'cores', align: 'right' },
    { name: 'memory max', unit: 'bytes', align: 'right' },
    { name: 'tx max', unit: 'bytes/s', align: 'right' },
    { name: 'CPU', unit: 's', align: 'right' },
    { name: 'memory', unit: 'bytes', align: 'right' },
  ],
  rows,
});

async function rowOf(vm: Vm, { parts }: Prompt['lab']): Promise<readonly Cell[]> {
  const { cgroup, network } = vm;
  const limits = [cgroup.cpu.quota(), cgroup.memory.max(), network.rate()].map((read) =>
    read.then(numberOf, () => null),
  );
  const { cpu, memory } = await usageOf(vm, parts.host);
  return [vm.name, ...(await Promise.all(limits)), cpu, memory];
}

/** No limit is a dash, as what is not known. */
const numberOf = (limit: number | 'max'): number | null => (limit === 'max' ? null : limit);
