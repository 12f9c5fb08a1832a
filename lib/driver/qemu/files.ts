/**
 * Where a machine is reached: a directory of its own, which goes with it.
 */
import type { Session } from '../../core/session.ts';
import type { Undo } from '../../core/undo.ts';
import { undoAll } from '../../core/undo-all.ts';
import type { Host } from '../../host/host.ts';
import { temporaryPath } from '../../host/local/temporary-path.ts';
import type { MachineFiles } from './machine/command-line.ts';

export interface QemuParts {
  readonly host: Host;
  readonly session: Session;
}

/** @returns the files' paths, none of which is there yet */
export async function placeFiles({ host, session }: QemuParts): Promise<Undo<MachineFiles>> {
  const directory = temporaryPath('vmlab-qemu');
  const files = {
    monitor: `${directory}/qmp.sock`,
    agent: `${directory}/agent.sock`,
    console: `${directory}/console.txt`,
  };
  const made: Undo<unknown>[] = [];
  try {
    made.push(await session.effect({ kind: 'remove-directory', path: directory }, () => host.makeDirectory(directory)));
    for (const path of Object.values(files))
      made.push(await session.effect({ kind: 'remove-file', path }, async () => undefined));
    return { ...undoAll(made), value: files };
  } catch (error) {
    await undoAll(made).undo();
    throw error;
  }
}
