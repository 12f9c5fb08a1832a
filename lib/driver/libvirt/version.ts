/**
 * Which QEMU runs a domain.
 */
import type { LibvirtParts } from './parts.ts';

/** Here, the domain's own; elsewhere, the one that libvirt takes unless told. Each is asked once. */
export function versionOf(parts: LibvirtParts, emulator = ''): Promise<string | undefined> {
  const program = parts.uri.isLocal ? emulator : '';
  const known = parts.versions.get(program) ?? askVersion(parts, program);
  parts.versions.set(program, known);
  return known;
}

async function askVersion({ host, connection }: LibvirtParts, program: string): Promise<string | undefined> {
  const asked =
    program === '' ? connection.ask(['version']) : host.run([program, '--version']).then(({ stdout }) => stdout);
  const said = await asked.catch(() => '');
  return /(?:QEMU emulator version|hypervisor: QEMU) ([\d.]+)/.exec(said)?.[1];
}
