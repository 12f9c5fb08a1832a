/**
 * Which QEMU runs a domain.
 */
import type { LibvirtParts } from './parts.ts';

/** Here, of the domain's own; elsewhere, its newest machine type tells ('10.0'), or else the one that libvirt takes unless told. Each is asked once. */
export function versionOf(parts: LibvirtParts, emulator = ''): Promise<string | undefined> {
  const known = parts.versions.get(emulator) ?? askVersion(parts, emulator);
  parts.versions.set(emulator, known);
  return known;
}

async function askVersion(parts: LibvirtParts, emulator: string): Promise<string | undefined> {
  const { host, connection, uri } = parts;
  if (emulator !== '' && uri.isLocal) return versionIn(host.run([emulator, '--version']).then(({ stdout }) => stdout));
  const byMachine = emulator && (await machineVersion(parts, emulator));
  return byMachine || versionIn(connection.ask(['version']));
}

const versionIn = async (asked: Promise<string>): Promise<string | undefined> =>
  /(?:QEMU emulator version|hypervisor: QEMU) ([\d.]+)/.exec(await asked.catch(() => ''))?.[1];

/** 'pc-i440fx-10.0' is 10.0's. Distributions have their own as well, whose numbers are others. */
async function machineVersion({ connection }: LibvirtParts, emulator: string): Promise<string | undefined> {
  const told = await connection.act(['domcapabilities', '--emulatorbin', emulator]).catch(() => '');
  return /<machine>[\w-]+-(\d+\.\d+)<\/machine>/.exec(told)?.[1];
}
