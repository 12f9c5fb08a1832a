import type { Freezer } from '../dialect.ts';
import { flatKeyed } from '../statistics/flat-keyed.ts';

/** `cgroup.freeze` says what was asked for, `cgroup.events` what is. Source: Documentation/admin-guide/cgroup-v2.rst. */
export const freezer: Freezer = {
  file: 'cgroup.freeze',
  freeze: '1',
  thaw: '0',
  state: { files: ['cgroup.freeze', 'cgroup.events'], parse: parseState },
};

function parseState([asked = '', events = '']: readonly string[]): 'frozen' | 'thawed' | 'changing' {
  const isFrozen = flatKeyed(events)('frozen') === 1;
  if (isFrozen !== (asked.trim() === '1')) return 'changing';
  return isFrozen ? 'frozen' : 'thawed';
}
