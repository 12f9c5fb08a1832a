/** Limits a domain in every way and waits to be killed; or, told `clean-up`, undoes what the dead left. */
import { parseQuota } from '../../../lib/cgroup/limits/quota.ts';
import { cleanUp, Session } from '../../../lib/core/session.ts';
import { connectLibvirt } from '../../../lib/driver/libvirt/driver.ts';
import { libvirtUndo } from '../../../lib/driver/libvirt/undo.ts';
import { networkUndo } from '../../../lib/driver/local/network/undo.ts';
import { localHost } from '../../../lib/host/local/host.ts';
import { journalStore } from '../../../lib/host/local/journal-store.ts';
import { thisProcess } from '../../../lib/host/local/owner.ts';
import { localStateDirectory } from '../../../lib/host/local/state-directory.ts';

const [uri = '', name = ''] = process.argv.slice(2);
const host = localHost();
const parts = {
  store: journalStore(localStateDirectory(), thisProcess()),
  handlers: { ...libvirtUndo(host), ...networkUndo(host) },
};

if (uri === 'clean-up') {
  for (const { left } of await cleanUp(parts)) console.log(left ?? 'undone');
} else {
  const session = new Session(parts);
  const vm = await (await connectLibvirt(uri, { host, session })).domain(name);
  await vm.limits.limit({ cpu: parseQuota(0.3), weight: 250 });
  await vm.network.limit({ tx: '10Mbit', rx: '10Mbit' });
  await vm.pause();
  console.log('limited');
  setInterval(() => undefined, 1000);
}
