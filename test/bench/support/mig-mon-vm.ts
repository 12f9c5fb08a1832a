import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

/** mig_mon's program, by which the bench compares; undefined: the comparison is left out. */
export const migMon = process.env.MIG_MON;

export const WHY_NOT = 'MIG_MON, the path of a mig_mon program, is not set';

/** What it printed while it emulated one end of a migration. */
export interface MigMonVm extends AsyncDisposable {
  readonly printed: () => string;
}

const START_MS = 300;

/** @example await using destination = await migMonDestination(20001) */
export const migMonDestination = (port: number): Promise<MigMonVm> => start(['-d', '-p', String(port)]);

/** @param tests `precopy`, `postcopy` or both */
export const migMonSource = (port: number, tests: readonly string[]): Promise<MigMonVm> =>
  start(['-s', '-H', '127.0.0.1', '-p', String(port), ...tests.flatMap((name) => ['-t', name])]);

/** Bandwidths that its source printed, in bytes/s. */
export const speeds = (printed: string): number[] =>
  [...printed.matchAll(/^Speed: (\d+)/gm)].map(([, speed]) => Number(speed) * 2 ** 20);

/** Average latencies that its destination printed, in us. */
export const averages = (printed: string): number[] =>
  [...printed.matchAll(/^Latency: average (\d+)/gm)].map(([, average]) => Number(average));

/** Line by line also into a pipe: stdbuf(1) becomes the program, so its id is the program's. */
async function start(words: readonly string[]): Promise<MigMonVm> {
  const running = execa('stdbuf', ['-oL', migMon as string, 'vm', ...words], { reject: false, buffer: false });
  let printed = '';
  running.stdout.on('data', (text) => {
    printed += text;
  });
  await sleep(START_MS);
  return {
    printed: () => printed,
    async [Symbol.asyncDispose]() {
      running.kill('SIGTERM');
      await running;
    },
  };
}
