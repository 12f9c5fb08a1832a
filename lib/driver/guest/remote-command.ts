/**
 * A program and its arguments as one line for the shell that sshd hands it to, which is the only way: the one place where that is done.
 */

/**
 * Runs "$@", and ends what it said on standard error with its exit code. That of ssh does not tell its own failures (255) from those of the
 * program, nor from a signal's.
 */
const RUN = `command -v "$1" >/dev/null 2>&1 && { "$@"; code=$?; } || code=none; printf '\\nvmlab: exit %s' "$code" >&2`;

/** @example remoteCommand(['echo', "it's"]) // sh -c '…' sh 'echo' 'it'\''s' */
export const remoteCommand = (argv: readonly string[]): string =>
  ['sh', '-c', ...[RUN, 'sh', ...argv].map(quoted)].join(' ');

/** Within single quotes a shell reads nothing but the next one. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

export interface RemoteEnding {
  /** Undefined: the guest has no such program. */
  readonly exitCode?: number;
  readonly stderr: string;
}

/** @returns undefined where the program's end was not told: the connection broke */
export function endingOf(stderr: string): RemoteEnding | undefined {
  const match = /\nvmlab: exit (\d+|none)$/.exec(stderr);
  if (match === null) return undefined;
  const exitCode = match[1] === 'none' ? undefined : Number(match[1]);
  return { exitCode, stderr: stderr.slice(0, match.index) };
}
