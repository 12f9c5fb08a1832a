/** A guest that dirties its memory and checks it, on the first of two hosts. */
import { setTimeout as wait } from 'node:timers/promises';
import type { LibvirtDomain } from '../../../lib/driver/libvirt/domain.ts';
import type { LibvirtDriver } from '../../../lib/driver/libvirt/driver.ts';
import { beginToDirty } from '../small-guest/dirty.ts';
import { AGENT, KERNEL, MODULES, QEMU } from '../small-guest/here.ts';
import { buildSmallGuest } from '../small-guest/image.ts';
import type { LibvirtHosts } from './libvirt-hosts.ts';
import { domainXml } from './libvirtd.ts';

export const MOVING = 'vm1';
const BOOT_S = 90;

/** Defines it, starts it, and waits until all of its memory is there. @param driver of the host `a` */
export async function startMovingGuest(hosts: LibvirtHosts, driver: LibvirtDriver): Promise<void> {
  const { directory, bridge, guest } = hosts;
  const initrd = await buildSmallGuest({ directory, modules: MODULES, agent: AGENT });
  const linux = { kernel: KERNEL, initrd, append: `quiet guest.address=${guest}/24` };
  await hosts.a.libvirtd.define(domainXml({ name: MOVING, emulator: QEMU, bridge, linux }));
  const vm = await driver.domain(MOVING);
  await vm.start();
  await answers(vm);
  await beginToDirty(vm);
}

async function answers(vm: LibvirtDomain): Promise<void> {
  for (let second = 0; ; second++) {
    try {
      return void (await vm.exec(['true']));
    } catch (error) {
      if (second > BOOT_S) throw error;
      await wait(1000);
    }
  }
}
