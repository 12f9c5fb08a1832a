import { closeDescriptor, type HandOver, handOver } from '../host/local/hand-over.ts';
import { type Child, spawnProgram } from '../host/local/spawn.ts';
import { native } from '../native.ts';

/** A program whose standard input the step clock will write to. */
export interface Commanded {
  readonly child: Child;
  /** The end to write to: hand it to one step clock, which owns it from then on and closes it. */
  readonly commands: HandOver;
}

/** @throws HostError where it cannot be started; UnsupportedError where the addon was not built. */
export async function spawnCommanded(argv: readonly string[]): Promise<Commanded> {
  const pipe = native().pipe();
  const commands = handOver(pipe.write);
  try {
    return { child: await spawnProgram(argv, { stdin: pipe.read }), commands };
  } catch (error) {
    commands.closeUnlessTaken();
    throw error;
  } finally {
    closeDescriptor(pipe.read);
  }
}
