/**
 * A URI picks who manages VMs, as in libvirt.
 */
import { InputError } from '../../core/errors.ts';
import { connectLibvirt } from '../../driver/libvirt/driver.ts';
import type { SliceParts } from '../../driver/local/parts.ts';
import { QEMU_URI } from '../../driver/qemu/vm/refusal.ts';
import { connectXen } from '../../driver/xen/driver.ts';
import type { Domains } from './domains.ts';
import { driven } from './driven.ts';
import { machines } from './machines.ts';
import { LOCAL, slices } from './slices.ts';

/** What a session has VMs of: those that vmlab makes are the same for all its labs, a connection is its lab's own. */
export interface AllDomains {
  readonly local: Domains;
  /** @throws InputError for a URI that nothing here understands; as connectLibvirt */
  open(uri: string): Promise<Domains>;
}

export function allDomains(parts: () => SliceParts): AllDomains {
  const [local, own] = [slices(parts), machines(parts)];
  const open = async (uri: string) => {
    if (uri === LOCAL) return local;
    if (uri === QEMU_URI) return own;
    if (LIBVIRT.test(uri)) return driven(await connectLibvirt(uri, parts()));
    if (XEN.test(uri)) return driven(await connectXen(uri, parts()));
    throw new InputError({ expected: EXPECTED, received: uri });
  };
  return { local, open };
}

const LIBVIRT = /^(qemu|test)(\+\w+)?:\//;
const XEN = /^xen(\+\w+)?:/;

const EXPECTED =
  "'local:', 'qemu:' (processes of its own), libvirt's 'qemu:///system' or 'qemu+ssh://host/system', 'xen:' or 'xen+ssh://root@dom0/'";
