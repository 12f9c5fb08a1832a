/** What the kernel itself says, read past vmlab. */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

export const ROOT = '/sys/fs/cgroup';

/** A file of a VM's group, without the newline. @example await kernelSays('v2', 'cpu.max') // '50000 100000' */
export const kernelSays = async (vm: string, file: string): Promise<string> =>
  (await readFile(`${ROOT}/vmlab/${vm}/${file}`, 'utf8')).trim();

/** A line `KEY NUMBER` of such a file. */
export async function counted(vm: string, file: string, key: string): Promise<number> {
  const lines = (await kernelSays(vm, file)).split('\n').map((line) => line.split(' '));
  return Number(lines.find(([name]) => name === key)?.[1]);
}

/** Cores that a VM uses over so many seconds from now. */
export async function coresOver(vm: string, seconds: number): Promise<number> {
  const before = await usageOf(vm);
  await wait(seconds * 1000);
  const after = await usageOf(vm);
  return (after.used - before.used) / (after.at - before.at);
}

async function usageOf(vm: string): Promise<{ at: number; used: number }> {
  const used = (await counted(vm, 'cpu.stat', 'usage_usec')) / 1e6;
  return { used, at: performance.now() / 1000 };
}

/** What vmlab could leave behind on a machine. */
export const footprint = async () => ({
  groups: (await readdir(ROOT, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name),
  controllers: (await readFile(`${ROOT}/cgroup.subtree_control`, 'utf8')).trim(),
  namespaces: await readdir('/run/netns').catch(() => []),
  links: (await readdir('/sys/class/net')).sort(),
});
