/**
 * Programs of dom0, here or elsewhere.
 */
import { parseXenUri } from '../../../driver/xen/uri.ts';
import { sshArguments } from '../../../host/ssh/address.ts';
import { remoteCommand } from '../../../host/ssh/remote-command.ts';

/** The command line that runs a program in the dom0 of a URI, with messages in English. @example inDom0('xen:', ['xentop', '-b']) */
export function inDom0(uri: string, argv: readonly string[]): string[] {
  const { ssh } = parseXenUri(uri);
  const words = ['env', 'LC_ALL=C', ...argv];
  return ssh === undefined ? words : sshArguments(ssh, remoteCommand(words));
}
