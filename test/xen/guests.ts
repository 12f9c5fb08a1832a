/** The guests of the test, and all that dom0 needs before they are started. */
import type { SshHost } from '../../lib/host/ssh/host.ts';
import { configurationOf, type GuestSpec } from './configuration.ts';

const DISKS = '/var/lib/xen';
/** Longer than any column that a tool has for it. */
export const LONG = 'storefront-of-the-northern-branch';

export const GUESTS: readonly GuestSpec[] = [
  { name: 'archive', role: 'disk', address: 11, memory: 128, disks: [`${DISKS}/archive.img`], interfaces: 1 },
  {
    ...{ name: LONG, role: 'busy', address: 12, vcpus: 2, memory: 128, maximumMemory: 160 },
    ...{ disks: [`${DISKS}/store-a.img`, `${DISKS}/store-b.img`], interfaces: 2, more: ['cpu_weight = 512'] },
  },
  { name: 'passing-by', role: 'idle' },
];

/** Two that stay when they have ended: to be recorded in that state. */
export const ENDING: readonly GuestSpec[] = [
  { name: 'halted', role: 'idle', more: ['on_poweroff = "preserve"'] },
  { name: 'crashed', role: 'crash', more: ['on_crash = "preserve"'] },
];

/** Its configuration in dom0. */
export const fileOf = ({ name }: GuestSpec): string => `/etc/xen/${name}.cfg`;

/** Disks and configurations; and ids over 32 for who comes next: a domain that cannot be created takes one all the same. */
export async function prepare(dom0: SshHost): Promise<void> {
  const failing = `xl create -q -p 'name="none"' 'kernel="/none"' /dev/null`;
  await dom0.run(['sh', '-c', `i=0; while [ $i -lt 33 ]; do ${failing}; i=$((i + 1)); done 2>/dev/null; true`]);
  await dom0.run(['truncate', '-s', '64M', ...GUESTS.flatMap(({ disks = [] }) => disks)]);
  for (const guest of [...GUESTS, ...ENDING]) await dom0.writeFile(fileOf(guest), configurationOf(guest));
}
