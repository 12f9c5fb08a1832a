/** VMs for tests, and programs that run in them. */
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { lab, type Vm } from '../../../../lib/index.ts';

/** A test with a VM of its own, without a network. */
export const inVm = (name: string, title: string, act: (vm: Vm, t: TestContext) => Promise<void>) =>
  test(title, async (t) => {
    await using vm = await lab.vm(name, { network: false }).open();
    await act(vm, t);
  });

export const SPIN = ['busybox', 'sh', '-c', 'while :; do :; done'];

/** Resolves when the program runs in the VM; it is ended with its scope. */
export async function running(vm: Vm, argv: readonly string[]): Promise<AsyncDisposable> {
  const present = (await vm.cgroup.processes()).length;
  const controller = new AbortController();
  const ended = vm.exec(argv, { signal: controller.signal }).catch(() => undefined);
  await until(async () => (await vm.cgroup.processes()).length > present);
  const end = async () => {
    controller.abort();
    await ended;
  };
  return { [Symbol.asyncDispose]: end };
}

/** Waits for up to 20 s. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (await isSo()) return;
    await wait(50);
  }
  throw new Error(`not within 20 s: ${isSo}`);
}
