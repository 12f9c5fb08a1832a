/** Runs `ip` and `tc` of iproute2. All that this room does to a machine goes through here. */
import { HostError, UnsupportedError } from '../../../core/errors.ts';
import type { Host } from '../../../host/host.ts';

/** A command of `ip` or `tc` without the program's name: also a line of its `-batch`. No word of it may hold a blank. */
export type Command = readonly string[];

/** Where commands act: on the host itself, or inside a network namespace of it. */
export interface Place {
  readonly host: Host;
  readonly netns?: string;
}

/** @returns what it prints. @throws HostError with its stderr; UnsupportedError where the program or the kernel's part is missing. */
export const ip = (place: Place, command: Command): Promise<string> => run('ip', place, command);

/** As `ip`, for traffic control. */
export const tc = (place: Place, command: Command): Promise<string> => run('tc', place, command);

/** Runs many commands in one process, and stops at the first that fails. @throws as `ip`. */
export const ipBatch = (place: Place, commands: readonly Command[]): Promise<string> =>
  run('ip', place, ['-batch', '-'], commands);

/** As `ipBatch`, for traffic control; `failedLine` tells which one failed. */
export const tcBatch = (place: Place, commands: readonly Command[]): Promise<string> =>
  run('tc', place, ['-batch', '-'], commands);

/** The line of a batch that failed, from 1; NaN when it was none. */
export const failedLine = (error: unknown): number =>
  Number(/Command failed -:(\d+)/.exec(stderrOf(error))?.[1] ?? Number.NaN);

/** Did the kernel refuse to make what is there already? */
export const isAlreadyThere = (error: unknown): boolean => /File exists|Exclusivity flag/.test(stderrOf(error));

/** Is the link, namespace, qdisc, class or filter not (or no longer) there? */
export const isGone = (error: unknown): boolean => GONE.some((reason) => reason.test(stderrOf(error)));

const GONE = [
  /No such (file or directory|device)/,
  /Cannot find (device|specified)/,
  /Invalid handle|Parent Qdisc doesn't exist|Failed to find/,
  // The file of a namespace that nothing is mounted on (yet).
  /setting the network namespace/,
];

async function run(program: string, { host, netns }: Place, command: Command, batch?: readonly Command[]) {
  const argv = [program, ...(netns === undefined ? [] : ['-n', netns]), ...command];
  const input = batch?.map((line) => `${line.join(' ')}\n`).join('');
  try {
    return (await host.run(argv, input === undefined ? {} : { input })).stdout;
  } catch (error) {
    throw unsupported(error, program, host) ?? error;
  }
}

function unsupported(error: unknown, program: string, { uri }: Host): UnsupportedError | undefined {
  if (!(error instanceof HostError)) return undefined;
  if (error.errno === 'ENOENT')
    return new UnsupportedError({ what: `'${program}'`, where: uri, remedy: 'install iproute2' }, { cause: error });
  const missing = /qdisc kind is unknown|TC classifier not found|Unknown device type/.exec(error.stderr ?? '');
  if (!missing) return undefined;
  const remedy = 'a kernel with veth, sch_htb and cls_u32 is needed';
  return new UnsupportedError({ what: `traffic control ("${missing[0]}")`, where: uri, remedy }, { cause: error });
}

const stderrOf = (error: unknown): string => (error instanceof HostError ? (error.stderr ?? '') : '');
