/**
 * fio under blkio/io throttling: it reads and writes as fast as it is let, and the step clock moves the group's limit on the disk.
 */
import type { Direction, Throttle } from '../cgroup/throttle.ts';
import { execArguments } from '../driver/local/exec-arguments.ts';
import type { Host } from '../host/host.ts';
import { durationOf, type Trace } from '../trace/trace.ts';
import type { Disk } from './disk.ts';
import { type Engine, MARGIN_S, type RunningEngine } from './engine.ts';
import { type EngineProgram, startEngineProgram } from './engine-program.ts';
import { blockSizeFor, fioArguments, layoutArguments } from './fio-arguments.ts';
import { rateWrites, type StepBytes } from './rate-writes.ts';
import type { WriteStream } from './timed-writes.ts';

export interface FioSetup {
  readonly host: Host;
  /** Ends the start, the writing of the file included. */
  readonly signal: AbortSignal;
  /** `cgroup.procs` files of the groups that are throttled. */
  readonly joinFiles: readonly string[];
  readonly disk: Disk;
  /** What is to be read and written. */
  readonly target: Trace;
  /** Limits what the groups move to and from the disk that a file lies on (bytes a second). */
  throttle(path: string, rates: Partial<Record<Direction, number>>): Promise<Throttle>;
}

/** An engine that reads and writes by fio, one process for each direction that the target has. */
export const fioEngine = (setup: FioSetup): Engine => ({
  resources: ['read', 'write'],
  program: { name: 'fio', package: 'fio' },
  start: () => startFio(setup),
});

/** While fio starts: fast enough for it to be loaded, should it be in memory no more. */
const STARTING_RATE = 2 ** 20;

async function startFio(setup: FioSetup): Promise<RunningEngine> {
  const { host, signal, disk, target } = setup;
  const directions = (['read', 'write'] as const).filter((each) => target[each].some((bytes) => bytes > 0));
  const throttle = await setup.throttle(disk.path, Object.fromEntries(directions.map((each) => [each, STARTING_RATE])));
  const programs: EngineProgram[] = [];
  const end = () => endAll(programs, throttle);
  try {
    // Outside the groups: neither limited nor counted.
    await host.run(execArguments({ joinFiles: [] }, layoutArguments(disk)), { signal });
    for (const direction of directions) programs.push(await startDirection(setup, direction));
    for (const direction of directions) await holdBack(host, throttle, direction);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    streams: () => directions.map((direction) => streamOf(throttle, direction, stepsOf(target, direction))),
    get problems() {
      return programs.flatMap(({ problems }) => problems);
    },
    [Symbol.asyncDispose]: end,
  };
}

const startDirection = ({ signal, joinFiles, disk, target }: FioSetup, direction: Direction) =>
  startEngineProgram({
    argv: fioArguments({
      direction,
      disk,
      blockSize: blockSizeFor(stepsOf(target, direction)),
      seconds: durationOf(target) + MARGIN_S,
    }),
    place: { joinFiles },
    signal,
    isReady: (line) => line.startsWith('Starting'),
  });

const stepsOf = (target: Trace, direction: Direction): StepBytes => ({
  bytes: target[direction],
  interval: target.interval,
});

/** Until the first step, which may be far off, nothing is to move. */
async function holdBack(host: Host, throttle: Throttle, direction: Direction): Promise<void> {
  const { file, value } = throttle.rate(direction, 0);
  await host.writeFile(file, value);
}

const streamOf = (throttle: Throttle, direction: Direction, steps: StepBytes): WriteStream => ({
  sink: throttle.rate(direction, 0).file,
  writes: rateWrites(steps, (rate) => throttle.rate(direction, rate).value),
});

/** Both at once: a program that waits for its disk under a limit of a byte a second is not gone before the limit is. */
async function endAll(programs: readonly EngineProgram[], throttle: Throttle): Promise<void> {
  await Promise.all([...programs.map((program) => program.end()), throttle.undo()]);
}
