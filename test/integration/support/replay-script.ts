/** Scripts that replay, as users write them: each in a process group of its own, as a terminal has it, with a directory for all it keeps. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostInterfaceName } from '../../../lib/driver/local/network/names.ts';

/** Where a script runs, and the name of its VM. */
export interface Setting {
  readonly directory: string;
  readonly vm: string;
  /** As another user. */
  readonly user?: number;
  /** A copy of the sources, where the user may not read these. */
  readonly sources?: string;
  /** More of the environment; `VMLAB_STATE` is `directory/state` unless it is set here. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ReplayScript {
  readonly pid: number;
  /** What only this script's things have in their names, paths or environment. */
  readonly marks: readonly string[];
  /** Resolves when it has printed this. */
  says(text: string): Promise<void>;
  /** Sends a signal to the script, or, as a terminal does at Ctrl-C, to it and all that it has started. */
  kill(signal: NodeJS.Signals, to?: 'script' | 'group'): void;
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script; `lab`, `replay` and `recording` (a path: CPU, memory, disk and network) are at hand in it. */
export async function startReplay(body: string, setting: Setting): Promise<ReplayScript> {
  const { directory, vm, user, environment, sources = SOURCES } = setting;
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'recording.csv'), recordingOf(120));
  const file = join(directory, `script-${Math.random().toString(36).slice(2)}.mts`);
  await writeFile(file, `${prologue(setting, sources)}\n${body}\n`);
  const child = spawn(process.execPath, ['--import', TSX.replace(SOURCES, sources), file], {
    cwd: directory,
    detached: true,
    env: {
      ...process.env,
      TMPDIR: undefined,
      VMLAB_STATE: join(directory, 'state'),
      VMLAB_TEST: directory,
      ...environment,
    },
    ...(user !== undefined && { uid: user, gid: user }),
  });
  return follow(child, [vm, hostInterfaceName(vm), directory, `/${child.pid}-`]);
}

/** The directory of this checkout. */
export const SOURCES = new URL('../../..', import.meta.url).pathname;
const TSX = import.meta.resolve('tsx');

const prologue = ({ directory, vm }: Setting, sources: string) => `
import { lab, replay } from '${join(sources, 'lib/index.ts')}';
const recording = '${join(directory, 'recording.csv')}';
const name = '${vm}';
const say = ({ step }) => console.log('step ' + step);
`;

const MIB = 2 ** 20;

/** Steps of 0.25 s with all resources, as vmlab's own tidy CSV. */
function recordingOf(steps: number): string {
  const rows = Array.from({ length: steps }, (_, step) => {
    const level = 1 + (step % 3);
    return [step / 4, 0.25, 'web', 0.1 * level, 16 * MIB * level, MIB / 4, (MIB / 4) * level, 1e5, 1e5 * level].join(
      ',',
    );
  });
  return `time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes\n${rows.join('\n')}\n`;
}

function follow(child: ChildProcess, marks: readonly string[]): ReplayScript {
  const pid = child.pid as number;
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream]?.on('data', (chunk) => (said[stream] += chunk));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, ...said })),
  );
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.stdout.includes(text) && resolve();
      child.stdout?.on('data', look);
      void ended.then(() => reject(new Error(`it ended without saying '${text}': ${said.stdout}${said.stderr}`)));
      look();
    });
  const kill = (signal: NodeJS.Signals, to = 'script') => void process.kill(to === 'group' ? -pid : pid, signal);
  return { pid, marks, says, kill, ended };
}
