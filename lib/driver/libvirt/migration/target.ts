import { InputError, UnsupportedError } from '../../../core/errors.ts';
import type { MigrationTarget } from '../../driver.ts';
import type { MigrationSpec } from '../../migration/spec.ts';
import { type LibvirtUri, parseLibvirtUri } from '../uri.ts';

/** Where a domain of libvirt's moves to, checked. */
export interface LibvirtTarget {
  readonly uri: LibvirtUri;
  /** Where the source sends its memory: 'tcp://10.0.0.2' or 'tcp://10.0.0.2:49200'. */
  readonly address?: string;
  readonly tunnelled: boolean;
  readonly name: string;
}

const ADDRESS = /^(tcp|rdma):\/\/[^/\s]+$/;

/** @throws InputError for what is no host of libvirt's. @example libvirtTarget({ uri: 'qemu+ssh://node2/system' }, 'vm1').name // 'vm1' */
export function libvirtTarget(to: MigrationTarget, source: string): LibvirtTarget {
  const { uri, address, tunnelled = false, name = source } = to;
  if (uri === undefined)
    throw new InputError({ expected: "a destination's uri of libvirt's", received: to.domain?.name });
  if (address !== undefined && !ADDRESS.test(address))
    throw new InputError({ expected: "an address such as 'tcp://10.0.0.2'", received: address });
  return { uri: parseLibvirtUri(uri), name, tunnelled, ...(address !== undefined && { address }) };
}

/** @throws UnsupportedError for what libvirt cannot do, or cannot do together */
export function checkSupported({ verify, through, mode, channels }: MigrationSpec, target: LibvirtTarget): void {
  const { text: where } = target.uri;
  const refuse = (what: string, remedy: string) => new UnsupportedError({ what, where, remedy });
  if (verify.includes('memory'))
    throw refuse(
      "verify: 'memory'",
      "libvirt starts the guest itself as soon as it has come; use verify: 'guest' with a checker, or two QEMUs of vmlab's own",
    );
  if (through)
    throw refuse('a tunnel (through)', "give the target an address, 'tcp://HOST:PORT', at which the tunnel begins");
  if (target.tunnelled && (mode !== 'precopy' || channels !== undefined))
    throw refuse(
      `${channels === undefined ? mode : 'channels'}, tunnelled`,
      'QEMU needs connections of its own for that',
    );
}
