/**
 * Where Xen is: this machine's own dom0, or another one.
 */
import { InputError } from '../../core/errors.ts';
import type { SshAddress } from '../../host/ssh/address.ts';
import { parseSshUri } from '../../host/ssh/uri.ts';

export interface XenUri {
  readonly text: string;
  /** Of a dom0 that is another machine. */
  readonly ssh?: SshAddress;
}

/**
 * @throws InputError for what is neither `xen:` nor `xen+ssh://` with a host
 * @example parseXenUri('xen+ssh://root@dom0/').ssh?.destination // 'root@dom0'
 */
export function parseXenUri(text: string): XenUri {
  if (HERE.test(text)) return { text };
  if (/^xen\+ssh:\/\/[^/?]/.test(text)) return { text, ssh: parseSshUri(text) };
  throw new InputError({ expected: "a URI of Xen: 'xen:', or 'xen+ssh://root@dom0/'", received: text });
}

/** libvirt's own word for it is `xen:///system`. */
const HERE = /^xen:(\/\/)?\/?(system)?$/;
