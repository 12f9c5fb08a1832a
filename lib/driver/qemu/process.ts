/**
 * QEMU as a process of ours: it ends with us, however we end.
 */
import { HostError } from '../../core/errors.ts';
import type { Undo } from '../../core/undo.ts';
import { type Child, spawnProgram } from '../../host/local/spawn.ts';
import { processOf } from '../../host/process-tree.ts';
import { execArguments } from '../local/exec-arguments.ts';
import type { QemuParts } from './files.ts';

/**
 * Starts it as a member of groups, by their join files. The kernel kills it with this process; the journal names it, too.
 *
 * @throws HostError, with what it said, where it cannot be started. @throws UnsupportedError where vmlab-agent was not built
 */
export async function startProcess(
  { host, session }: QemuParts,
  argv: readonly string[],
  joinFiles: readonly string[] = [],
): Promise<Undo<Child>> {
  const child = await spawnProgram(execArguments({ joinFiles }, argv));
  const stat = await processOf(host, child.pid);
  if (stat === undefined) throw await diedAtOnce(child, argv);
  try {
    const action = { kind: 'end-process', pid: child.pid, startTime: stat.startTime };
    return await session.effect(action, async () => child);
  } catch (error) {
    await child.end(0);
    throw error;
  }
}

export async function diedAtOnce(child: Child, [program = '']: readonly string[]): Promise<HostError> {
  const { stderr, exitCode } = await child.ended;
  const why = stderr.trim() || `it ended at once with exit code ${exitCode}`;
  return new HostError({ host: 'local:', operation: 'start', target: program, stderr: why });
}
