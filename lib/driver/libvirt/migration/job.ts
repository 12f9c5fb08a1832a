/** What `virsh domjobinfo --rawstats` prints, by name; nothing where there is no job. @example parseJob('Job type: 2\n\nmemory_iteration: 1\n').memory_iteration // 1 */
export const parseJob = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries([...text.matchAll(/^(\w+): (\d+)$/gm)].map(([, name, value]) => [name, Number(value)]));
