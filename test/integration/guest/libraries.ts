/** Programs of this machine, and the shared libraries without which they do not run elsewhere. */
import { execa } from 'execa';

/** @throws where the program is not in PATH */
export const pathOf = async (program: string): Promise<string> => (await execa('which', [program])).stdout.trim();

/** Paths of the libraries, and of the loader. ldd(1) fails for what is linked statically, and so needs none. */
export async function librariesOf(files: readonly string[]): Promise<Set<string>> {
  const { stdout } = await execa('ldd', files, { reject: false });
  return new Set([...stdout.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map((match) => match[1] as string));
}
