/** Makes a VM, limits and fills it, says so, and waits to be killed. */
import { setInterval } from 'node:timers';
import { lab } from '../../../../lib/index.ts';

const vm = await lab.vm('left-alone').open();
await vm.cgroup.pids.max(77);
void vm.exec(['sleep', '600']);
while ((await vm.cgroup.processes()).length === 0);
console.log('stands');
setInterval(() => undefined, 1000);
