/**
 * CPU time of threads of this process, which is what native instruments cost. Source: /proc/self/task, sched-stats.rst.
 */
import { localHost } from '../../host/local/host.ts';
import { schedstat } from '../parsers/kernel/schedstat.ts';

const TASKS = '/proc/self/task';

/** @returns the ids of the threads that there are */
export const threadsNow = (): Promise<string[]> =>
  localHost()
    .list(TASKS)
    .catch(() => []);

/** Those that an act made, if nothing else made any meanwhile. @example const made = await threadsMadeBy(() => start()); */
export async function threadsMadeBy(act: () => Promise<void>): Promise<string[]> {
  const before = new Set(await threadsNow());
  await act();
  return (await threadsNow()).filter((id) => !before.has(id));
}

/** In s, until now. NaN where there are none, or one has ended. */
export async function threadSeconds(ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return Number.NaN;
  const seconds = await Promise.all(ids.map(secondsOf));
  return seconds.reduce((sum, each) => sum + each, 0);
}

const secondsOf = async (id: string): Promise<number> => {
  const text = await localHost()
    .readFile(`${TASKS}/${id}/schedstat`)
    .catch(() => undefined);
  return text === undefined ? Number.NaN : schedstat(text).cpuSeconds;
};
