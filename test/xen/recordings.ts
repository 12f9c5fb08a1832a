/** What the tools of a real Xen print, as fixtures for tests that need no Xen: each file is one command's output, whole and as it was. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '../../lib/host/host.ts';

/** The file's name, and what is run in dom0. `{going}` is a domain that is destroyed meanwhile, `{coming}` the file of one that is created. */
export type Recording = readonly [file: string, command: string];

export const STEADY: readonly Recording[] = [
  ['xl-info.txt', 'xl info'],
  ['xl-list.txt', 'xl list'],
  ['xl-list-long.json', 'xl list -l'],
  ['xl-vcpu-list.txt', 'xl vcpu-list'],
  ['xl-sched-credit2.txt', 'xl sched-credit2'],
  ['xentop.txt', 'xentop -b -i 5 -d 2 -f'],
  ['xentop-short-names.txt', 'xentop -b -i 3 -d 2'],
  ['xentop-all.txt', 'xentop -b -i 3 -d 2 -f -n -x -v'],
  ['xen-backend.txt', 'cd /sys/bus/xen-backend/devices && grep . */statistics/*'],
  ['net-statistics.txt', 'cd /sys/class/net && grep . vif*/statistics/?x_bytes vif*/statistics/?x_packets'],
  ['diskstats.txt', 'cat /proc/diskstats'],
  ['net-dev.txt', 'cat /proc/net/dev'],
  ['iostat.txt', 'iostat -x -m 1 3'],
  ['iostat.json', 'iostat -x -o JSON 1 3'],
];

export const changing = (going: string, coming: string): readonly Recording[] => [
  ['xl-create-dry.json', `xl -N create -q ${coming}`],
  ['xl-unknown.txt', 'xl list no-such-domain 2>&1; true'],
  ['xentop-coming.txt', `(sleep 5; xl create -q ${coming}) >/dev/null 2>&1 & xentop -b -i 10 -d 3 -f; wait`],
  ['xl-list-states.txt', 'xl list'],
  ['xl-list-states-long.json', 'xl list -l'],
  ['xentop-states.txt', 'xentop -b -i 2 -d 2 -f'],
  [
    'xl-list-going.txt',
    `xl destroy '${going}' & while kill -0 $! 2>/dev/null; do xl list; xl list -l >/dev/null; done`,
  ],
  ['xl-list-after.txt', 'xl list'],
];

/** For what cannot be looked at again: xentop while a domain goes. */
export const whileGoing = (going: string): Recording => [
  'xentop-going.txt',
  `(sleep 6; xl destroy '${going}') >/dev/null 2>&1 & xentop -b -i 12 -d 2 -f; wait`,
];

/** Runs each, and saves it. @param host dom0 */
export async function record(host: Host, directory: string, recordings: readonly Recording[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [file, command] of recordings) {
    const { stdout } = await host.run(['sh', '-c', command]);
    await writeFile(join(directory, file), stdout);
  }
}
