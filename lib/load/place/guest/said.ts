import { HostError } from '../../../core/errors.ts';
import type { Guest, GuestCallOptions } from '../../../driver/guest/guest.ts';

/** What a program in a guest printed. @throws HostError with what it complained of, where it failed */
export async function said(guest: Guest, argv: readonly string[], options?: GuestCallOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await guest.exec(argv, options);
  if (exitCode === 0) return stdout;
  const why = stderr.trim() || `it ended with exit code ${exitCode}`;
  throw new HostError({ host: guest.by, operation: 'run', target: argv.join(' '), stderr: why });
}
