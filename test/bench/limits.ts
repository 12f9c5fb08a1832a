/**
 * How near a domain of libvirt's comes to its limits: CPU by the host's counter, disk as libvirt counts it, network by the class that limits it.
 * The domains go before all else here meanwhile: what they would get without a limit is not what is measured.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { sentBytes, showClass } from '../../lib/driver/local/network/class-counter.ts';
import { createLab, type Lab } from '../../lib/lab/lab.ts';
import { localParts } from '../../lib/lab/session.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';
import { AGENT, KERNEL, MODULES, whyNot } from '../integration/small-guest/here.ts';
import { buildSmallGuest } from '../integration/small-guest/image.ts';
import {
  bootDisk,
  domainsFirst,
  domainXml,
  missingLibvirtd,
  startLibvirtd,
  type TestLibvirtd,
} from '../integration/support/libvirtd.ts';
import { print } from './support/figure.ts';

const SECONDS = 20;
const MIB = 2 ** 20;

export async function benchLimits(): Promise<void> {
  const why = missingLibvirtd() || (await whyNot());
  if (why) return console.log(`  not measured: ${why}`);
  await using libvirtd = await startLibvirtd();
  await using lab = createLab(localParts);
  const node = await lab.open(libvirtd.uri);
  await cpu(libvirtd, node);
  await disk(libvirtd, node);
  await network(libvirtd, node);
}

async function cpu(libvirtd: TestLibvirtd, node: Lab): Promise<void> {
  await libvirtd.create(domainXml({ name: 'bench-spinner', disks: [await bootDisk(libvirtd.directory, 'spin')] }));
  await using vm = await node.vm('bench-spinner').open();
  await vm.cgroup.cpu.quota(0.5);
  const { cpu } = await domainsFirst(() => used(vm));
  tell('cpu.quota(0.5), a guest that spins, 20 s', Math.abs(cpu / 0.5 - 1), 3);
  await vm.destroy();
}

/** It reads its first 32 KiB again and again, past the host's cache. */
async function disk(libvirtd: TestLibvirtd, node: Lab): Promise<void> {
  await libvirtd.create(domainXml({ name: 'bench-reader', disks: [await bootDisk(libvirtd.directory, 'read')] }));
  await using vm = await node.vm('bench-reader').open();
  await vm.cgroup.io.max({ device: 'vda', read: MIB });
  const before = await readBytes(libvirtd);
  await domainsFirst(() => wait(SECONDS * 1000));
  const after = await readBytes(libvirtd);
  const rate = (after.bytes - before.bytes) / (after.at - before.at);
  tell('io.max, read 1 MiB/s, 20 s', Math.abs(rate / MIB - 1), 5);
  await vm.destroy();
}

async function readBytes({ virsh }: TestLibvirtd) {
  const text = await virsh('domstats', '--raw', '--block', 'bench-reader');
  return { bytes: Number(/block\.0\.rd\.bytes=(\d+)/.exec(text)?.[1]), at: seconds() };
}

async function network(libvirtd: TestLibvirtd, node: Lab): Promise<void> {
  const [name, tap] = ['bench-guest', `vb${randomBytes(3).toString('hex')}`];
  const initrd = await buildSmallGuest({ directory: libvirtd.directory, modules: MODULES, agent: AGENT });
  const linux = { kernel: KERNEL, initrd, append: 'quiet guest.address=169.254.78.2/30' };
  await libvirtd.create(domainXml({ name, tap, linux }));
  await execa('ip', ['addr', 'add', '169.254.78.1/30', 'dev', tap]);
  await using vm = await node.vm(name).open();
  await vm.answers();
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  await once(server.listen(0, '169.254.78.1'), 'listening');
  try {
    await vm.network.rate({ tx: '4Mbit' });
    const { port } = server.address() as { port: number };
    const script = `timeout ${SECONDS + 8} nc 169.254.78.1 ${port} </dev/zero`;
    const sending = vm.exec(['sh', '-c', script]).catch(() => undefined);
    await wait(3000);
    const rate = await domainsFirst(() => sentRate(tap));
    tell('network.rate, tx 4 Mbit/s, 20 s', Math.abs((rate * 8) / 4e6 - 1), 5);
    await vm.destroy();
    await sending;
  } finally {
    server.close();
  }
}

/** By the class on the interface that the tap's frames are led through. */
async function sentRate(tap: string): Promise<number> {
  const { stdout } = await execa('tc', ['filter', 'show', 'dev', tap, 'parent', 'ffff:']);
  const led = /to device (\S+)\)/.exec(stdout)?.[1] ?? '';
  const look = async () => {
    const { stdout: classes } = await execa('tc', ['-statistics', ...showClass(led, 1)]);
    return { bytes: classes.split('\n').flatMap((line) => sentBytes(line) ?? [])[0] ?? Number.NaN, at: seconds() };
  };
  const before = await look();
  await wait(SECONDS * 1000);
  const after = await look();
  return (after.bytes - before.bytes) / (after.at - before.at);
}

async function used(vm: Vm): Promise<{ readonly cpu: number }> {
  const before = await vm.stats();
  await wait(SECONDS * 1000);
  const after = await vm.stats();
  return { cpu: (after.cpu - before.cpu) / (after.at - before.at) };
}

const tell = (name: string, off: number, most: number): void =>
  print([{ name: `${name}: off by`, value: 100 * off, unit: '%', most }]);

const seconds = (): number => Number(process.hrtime.bigint()) / 1e9;
