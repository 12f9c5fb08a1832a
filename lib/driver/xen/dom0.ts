/**
 * The machine where xl runs, for as long as it is needed.
 */
import type { Host } from '../../host/host.ts';
import { sshHost } from '../../host/ssh/host.ts';
import type { XenUri } from './uri.ts';

export interface Dom0 extends AsyncDisposable {
  readonly host: Host;
}

/** @param here this machine. @example await using dom0 = openDom0(parseXenUri('xen+ssh://root@dom0/'), localHost()); */
export function openDom0({ ssh }: XenUri, here: Host): Dom0 {
  if (ssh === undefined) return { host: here, [Symbol.asyncDispose]: async () => undefined };
  const host = sshHost(ssh);
  return { host, [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
}
