/** What `virsh dommemstat` prints, by name: amounts in KiB. @example parseMemoryStatistics('actual 163840\n').actual // 163840 */
export const parseMemoryStatistics = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries([...text.matchAll(/^(\w+) (\d+)$/gm)].map(([, name, value]) => [name, Number(value)]));
