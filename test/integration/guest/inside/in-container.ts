/** Tells what a VM is here, and how a limit fails. */
import { lab, VmlabError } from '../../../../lib/index.ts';

const vm = await lab.vm('contained', { network: false }).open();
const { privileged, why } = vm.slice;
const failure = await vm.cgroup.cpu.quota(1).catch((error: unknown) => error);
console.log(JSON.stringify({ privileged, why, code: failure instanceof VmlabError && failure.code }));
await lab.close();
