import { amountText } from '../amount-text.ts';
import { firstVm, type Property, ROUNDING } from '../trial.ts';

export const respectsFloors: Property = {
  name: 'respectsFloors',
  complaint: (trial) => {
    const { names, memoryFloor } = trial.state;
    const grants = trial.allocation.memory;
    if (!trial.scheduled.includes('memory')) return undefined;
    return firstVm(trial, (vm) =>
      grants[vm] >= memoryFloor[vm] * (1 - ROUNDING)
        ? undefined
        : `${names[vm]} is granted ${amountText('memory', grants[vm])}, under its floor of ${amountText('memory', memoryFloor[vm])}`,
    );
  },
};

export const respectsVcpus: Property = {
  name: 'respectsVcpus',
  complaint: (trial) => {
    const { names, vcpus } = trial.state;
    const grants = trial.allocation.cpu;
    if (!trial.scheduled.includes('cpu')) return undefined;
    return firstVm(trial, (vm) =>
      grants[vm] <= vcpus[vm] * (1 + ROUNDING)
        ? undefined
        : `${names[vm]} is granted ${amountText('cpu', grants[vm])}, and has ${vcpus[vm]} vCPUs`,
    );
  },
};
