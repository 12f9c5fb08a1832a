import { randomBytes } from 'node:crypto';
import { HostError } from '../../core/errors.ts';
import type { Guest, GuestCallOptions } from './guest.ts';

/** Where the agent's copy may lie: what is a name here is one of ours, and of nobody else. */
const NAME = 'vmlab-agent-';
const OURS = /^\/[\w/]*\/vmlab-agent-[0-9a-f]{32}$/;

/** A name that cannot be guessed, so that nobody in the guest has made it before. @example copyName().length // 44 */
export const copyName = (): string => `${NAME}${randomBytes(16).toString('hex')}`;

/** `sh` is the guest's own, and its arguments are words: nothing of them is read as a script. */
const REMOVE = `
for copy; do
  [ -d "$copy" ] || continue
  for process in /proc/[0-9]*; do
    case $(readlink "$process/exe") in "$copy"/*) kill -KILL "\${process#/proc/}" ;; esac
  done
  rm -rf "$copy" || exit 1
done`;

/**
 * Ends what runs of copies of vmlab-agent in a guest, and takes them away with all that they wrote. Those that are not there need nothing.
 *
 * @throws HostError where the guest does not answer, or will not
 */
export async function removeCopies(
  guest: Guest,
  directories: readonly string[],
  options?: GuestCallOptions,
): Promise<void> {
  const ours = directories.filter((directory) => OURS.test(directory));
  const { exitCode, stderr } = await guest.exec(['sh', '-c', REMOVE, 'sh', ...ours], options);
  if (exitCode !== 0) throw new HostError({ host: guest.by, operation: 'remove', target: ours.join(' '), stderr });
}
