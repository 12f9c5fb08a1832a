import type { Host } from '../host/host.ts';
import { hostFacts } from '../host/local/facts.ts';
import { versions } from '../host/local/versions.ts';

/** Where a run was: what its figures may depend on. What could not be read is absent. */
export interface Environment {
  readonly hostname: string;
  readonly architecture: string;
  readonly kernel: string;
  readonly cpuModel?: string;
  readonly cpus: number;
  /** bytes */
  readonly memory: number;
  /** Of the first CPU's frequency: 'performance', 'powersave'. */
  readonly governor?: string;
  readonly node: string;
  readonly vmlab: string;
  /** Of the repository that the working directory is in; `+` at its end where files that it tracks were changed. */
  readonly commit?: string;
}

export async function environmentOf(host: Host): Promise<Environment> {
  const cpuinfo = await read(host, '/proc/cpuinfo');
  const governor = await read(host, '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor');
  const commit = await commitOf(host);
  // s390 has no 'model name', arm64 neither.
  const cpuModel = /^model name\s*:\s*(.+)$/m.exec(cpuinfo ?? '')?.[1];
  return {
    ...hostFacts(),
    ...versions(),
    ...(cpuModel !== undefined && { cpuModel }),
    ...(governor !== undefined && { governor: governor.trim() }),
    ...(commit !== undefined && { commit }),
  };
}

const read = (host: Host, path: string): Promise<string | undefined> => host.readFile(path).catch(() => undefined);

/** Undefined without git, or outside of a repository. Untracked files change no code, and results are such. */
async function commitOf(host: Host): Promise<string | undefined> {
  const git = async (...words: string[]) => (await host.run(['git', ...words])).stdout.trim();
  try {
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    return `${await git('rev-parse', 'HEAD')}${changed === '' ? '' : '+'}`;
  } catch {
    return undefined;
  }
}

/** @example shortCommit('0123456789abcdef0123456789abcdef01234567+') // '0123456789ab+' */
export const shortCommit = (commit: string): string => commit.replace(/^(.{12}).*?(\+?)$/, '$1$2');
