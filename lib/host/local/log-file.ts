import { appendFileSync } from 'node:fs';
import { HostError } from '../../core/errors.ts';

/**
 * A file to append lines to, each with the time; made at the first. A line is in the kernel before the call returns, and so outlives the process.
 *
 * @throws HostError, at a line, where it cannot be written
 * @example const log = logFile('trials/0007/log.txt'); log('connected'); // writes 2026-01-31T12:00:00.000Z connected
 */
export const logFile =
  (path: string) =>
  (text: string): void => {
    try {
      appendFileSync(path, `${new Date().toISOString()} ${text}\n`);
    } catch (cause) {
      const errno = (cause as NodeJS.ErrnoException).code;
      throw new HostError({ host: 'local:', operation: 'write', target: path, errno }, { cause });
    }
  };
