import type { Prompt } from './command.ts';

/** What there is to say where VMs are asked for. */
export const noVm = ({ uri }: Pick<Prompt, 'uri'>): string =>
  uri === 'local:'
    ? "no VM is open: lab.vm('vm1').open() opens one, and vm1 is a variable then"
    : `there is no VM on ${uri}`;
