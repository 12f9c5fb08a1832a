import type { DomainParts } from '../parts.ts';

const DIRECTORY = '/var/log/libvirt/qemu';
const MOST_LINES = 20;

/** The last lines that a domain's QEMU has written, where libvirt keeps them on this machine; nothing elsewhere. */
export async function qemuLog({ host, uri, name }: DomainParts): Promise<string> {
  if (uri.runDirectory === undefined) return '';
  const text = await host.readFile(`${DIRECTORY}/${name}.log`).catch(() => '');
  return text.trimEnd().split('\n').slice(-MOST_LINES).join('\n');
}
