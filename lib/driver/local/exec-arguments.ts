import { agentPath } from '../../native.ts';

/** Where a program is to run. Paths are those of the host, also where there is a network namespace. */
export interface ExecPlace {
  /** `cgroup.procs` files of the groups to join. */
  readonly joinFiles: readonly string[];
  readonly netns?: string;
}

/**
 * The command line that runs a program in groups and a namespace, by vmlab-agent: it asks the kernel to be killed with this process, enters
 * them, and becomes the program.
 *
 * @throws UnsupportedError where vmlab-agent was not built
 */
export const execArguments = (place: ExecPlace, argv: readonly string[]): string[] => [
  agentPath(),
  'exec',
  ...placeArguments(place),
  '--',
  ...argv,
];

/** What all of the agent's verbs are told of that. */
export const placeArguments = ({ joinFiles, netns }: ExecPlace): string[] => [
  ...['--parent', String(process.pid)],
  ...joinFiles.flatMap((file) => ['--join', file]),
  ...(netns === undefined ? [] : ['--netns', netns]),
];
