import { placeArguments } from '../../driver/local/exec-arguments.ts';
import type { Slice } from '../../driver/local/slice.ts';
import { spawnProgram } from '../../host/local/spawn.ts';
import { agentPath } from '../../native.ts';
import type { AgentEnding, AgentPlace, Following } from './agent-place.ts';
import { runsTasks } from './agent-task.ts';

/** In s, from when it is told to end until it is killed: the kernel takes about 0.1 s to free a GiB. */
const PATIENCE_S = 30;

/**
 * A slice of this machine: vmlab-agent as a member of its groups, in its network namespace, and ended with us.
 *
 * @throws UnsupportedError, from its methods, where vmlab-agent was not built
 * @example await slicePlace(slice).run({ name: 'dirty', settings: { size: 2 ** 26 } }, { signal, onRecord: console.log })
 */
export const slicePlace = (slice: Slice): AgentPlace =>
  runsTasks({ name: slice.name, follow: (words, following) => follow(slice, words, following) });

async function follow(
  { joinFiles, network }: Slice,
  words: readonly string[],
  { signal, onLine }: Following,
): Promise<AgentEnding> {
  signal.throwIfAborted();
  const place = placeArguments({ joinFiles, ...(network && { netns: network.netns }) });
  const child = await spawnProgram([agentPath(), ...words, ...place]);
  const end = () => void child.end(PATIENCE_S);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const line of child.lines()) onLine(line);
    const { stderr } = await child.ended;
    return { said: stderr };
  } finally {
    signal.removeEventListener('abort', end);
    await child.end(0);
  }
}
