import type { Guest } from '../../guest/guest.ts';
import { refusal } from './refusal.ts';
import type { MachineState } from './state.ts';

/** The guest that was started here, wherever it runs by now: what was begun in it is found again after it has moved. */
export function wanderingGuest(state: MachineState): Guest {
  const { name } = state.options;
  const now = (): Guest => placeOf(state)?.guest ?? noGuest(name);
  return {
    by: `the guest agent of ${name}`,
    exec: async (argv, options) => now().exec(argv, options),
    writeFile: async (path, bytes, options) => now().writeFile(path, bytes, options),
    readFile: async (path, from, options) => now().readFile(path, from, options),
  };
}

function placeOf(state: MachineState): MachineState['process'] {
  for (let at: MachineState | undefined = state; at; at = at.successor) if (at.process) return at.process;
  return undefined;
}

const noGuest = (name: string): never => {
  throw refusal('reach', name, 'it does not run, or has no port for a guest agent (guestAgent: true)');
};
