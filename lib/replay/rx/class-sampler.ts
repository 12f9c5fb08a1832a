/**
 * Reads a class's byte counter at the ends of the steps. The step clock writes the question to a tc that runs all the while, so it is
 * asked on time whatever the event loop is doing; when the answer is looked at does not matter.
 */
import { sentBytes } from '../../driver/local/network/class-counter.ts';
import type { Shaper } from '../../driver/local/network/shaper.ts';
import { preferProcess } from '../../host/local/priority.ts';
import { spawnCommanded } from '../../load/spawn-commanded.ts';

export interface ClassSampler extends AsyncDisposable {
  /** Where its lines (`Shaper.showLine`) are written: hand it to one step clock. */
  takeCommands(): number;
  /** What the counter said at each question, in bytes. May be called once. Ends when its commands do. */
  samples(): AsyncIterable<number>;
}

/** @throws HostError where tc is not installed. */
export async function startClassSampler({ argv }: Shaper): Promise<ClassSampler> {
  const { child, commands } = await spawnCommanded(argv);
  preferProcess(child.pid);
  const dispose = async () => {
    commands.closeUnlessTaken();
    await child.end();
  };
  return { takeCommands: commands.take, samples: () => bytesIn(child.lines()), [Symbol.asyncDispose]: dispose };
}

async function* bytesIn(lines: AsyncIterable<string>): AsyncGenerator<number> {
  for await (const line of lines) {
    const bytes = sentBytes(line);
    if (bytes !== undefined) yield bytes;
  }
}
