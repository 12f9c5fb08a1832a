import type { Freezer } from '../dialect.ts';

/** Says FREEZING until the last task stands still. Source: Documentation/admin-guide/cgroup-v1/freezer-subsystem.rst. */
export const freezer: Freezer = {
  file: 'freezer.state',
  freeze: 'FROZEN',
  thaw: 'THAWED',
  state: { files: ['freezer.state'], parse: ([text = '']) => STATES[text.trim()] ?? 'changing' },
};

const STATES: Readonly<Record<string, 'frozen' | 'thawed'>> = { FROZEN: 'frozen', THAWED: 'thawed' };
