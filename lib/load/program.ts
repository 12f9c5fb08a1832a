import { HostError, UnsupportedError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';

/** A program that is not ours, and the Debian package that has it. */
export interface Program {
  readonly name: string;
  readonly package: string;
}

/** Runs it once, which also brings it into memory. @throws UnsupportedError, with the package to install, where it is not there. */
export async function requireProgram(host: Host, { name, package: debianPackage }: Program): Promise<void> {
  try {
    await host.run([name, '--version']);
  } catch (cause) {
    if (!(cause instanceof HostError && cause.errno === 'ENOENT')) throw cause;
    const remedy = `the program '${name}' is not installed (Debian: apt-get install ${debianPackage})`;
    throw new UnsupportedError({ what: `engine: '${name}'`, where: host.uri, remedy }, { cause });
  }
}
