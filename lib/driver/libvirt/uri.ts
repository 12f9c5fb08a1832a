/**
 * Where libvirt is, as its own URIs say it. Source: libvirt's uri.html and remote.html.
 */
import { InputError } from '../../core/errors.ts';

export interface LibvirtUri {
  /** What virsh is given. */
  readonly text: string;
  /** Its domains run on this machine: their kernel files, taps and processes are here. */
  readonly isLocal: boolean;
  /** Where it keeps the pids of its domains, if it is local and the system's. */
  readonly runDirectory?: string;
}

/** `test:` is libvirt's own mock driver. */
const SCHEME = /^(qemu|test)(\+\w+)?:$/;

/**
 * @throws InputError for what is no URI of libvirt's QEMU driver
 * @example parseLibvirtUri('qemu+ssh://node2/system').isLocal // false
 */
export function parseLibvirtUri(text: string): LibvirtUri {
  if (!URL.canParse(text) || !SCHEME.test(new URL(text).protocol)) throw notAUri(text);
  const { host, protocol, pathname, searchParams } = new URL(text);
  const isLocal = host === '' && !protocol.startsWith('test');
  if (!isLocal || pathname !== '/system') return { text, isLocal };
  return { text, isLocal, runDirectory: directoryOf(searchParams.get('socket')) ?? '/run/libvirt' };
}

const notAUri = (received: string): InputError =>
  new InputError({ expected: "a URI of libvirt such as 'qemu:///system' or 'qemu+ssh://node2/system'", received });

/** A daemon with a socket of its own keeps its other files beside it. */
const directoryOf = (socket: string | null): string | undefined => socket?.slice(0, socket.lastIndexOf('/'));
