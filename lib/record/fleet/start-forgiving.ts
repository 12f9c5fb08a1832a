import { unreadableFiles } from '../../host/local/unreadable-files.ts';
import { type Addon, native } from '../../native.ts';

/** Nothing is ever read from it, as from a file of a VM that is gone. */
const NOTHING = '/dev/null';
const MOST_TRIES = 5;

/**
 * Starts a native recorder; files that are not there (a VM may go at any moment) are read as nothing.
 *
 * @throws UnsupportedError without the addon; an error with `errno` for anything else, as too many open files
 */
export const startForgiving: Addon['startRecorder'] = (spec, listener) => {
  let { probes } = spec;
  for (let attempt = 1; ; attempt++)
    try {
      return native().startRecorder({ ...spec, probes }, listener);
    } catch (error) {
      const missing = new Set<string | number>(unreadableFiles(probes.filter((probe) => typeof probe === 'string')));
      if (missing.size === 0 || attempt === MOST_TRIES) throw error;
      probes = probes.map((probe) => (missing.has(probe) ? NOTHING : probe));
    }
};
