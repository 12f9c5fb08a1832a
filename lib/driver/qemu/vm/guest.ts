import { anySignal } from '../../../core/any-signal.ts';
import type { Guest, GuestCallOptions } from '../../guest/guest.ts';
import { refusal } from './refusal.ts';
import type { MachineState } from './state.ts';

/** The guest that was started here, wherever it runs by now: what was begun in it is found again after it has moved. */
export function wanderingGuest(state: MachineState): Guest {
  const { name } = state.options;
  const now = (): Guest => state.home.process?.guest ?? noGuest(name);
  return {
    by: `the guest agent of ${name}`,
    exec: async (argv, options) => now().exec(argv, whileThere(state, options)),
    writeFile: async (path, bytes, options) => now().writeFile(path, bytes, whileThere(state, options)),
    readFile: async (path, from, options) => now().readFile(path, from, whileThere(state, options)),
  };
}

const whileThere = <Options extends GuestCallOptions>(state: MachineState, options?: Options) => ({
  ...options,
  signal: anySignal(state.home.leaving, options?.signal),
});

const noGuest = (name: string): never => {
  throw refusal('reach', name, 'it does not run, or has no port for a guest agent (guestAgent: true)');
};
