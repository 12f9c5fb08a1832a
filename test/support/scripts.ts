import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the sources are, for scripts that stand elsewhere. */
export const LIB = fileURLToPath(new URL('../../lib/', import.meta.url));

/** A directory that goes with the scope. */
export async function temporaryDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'vmlab-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface Script {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Resolves when it has printed this; rejects when it ends without having done so. */
  says(text: string): Promise<void>;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly stderr: string;
    readonly stdout: string;
  }>;
}

/** Runs TypeScript in a process of its own, with its state in `directory`, as another user if one is given. */
export async function runScript(source: string, directory: string, user?: number): Promise<Script> {
  const file = join(directory, `script-${Math.random().toString(36).slice(2)}.mts`);
  await writeFile(file, source);
  const child = spawn(process.execPath, ['--import', TSX, file], {
    env: { ...process.env, VMLAB_STATE: join(directory, 'state') },
    ...(user !== undefined && { uid: user, gid: user }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<Awaited<Script['ended']>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => stdout.includes(text) && resolve();
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`the script ended without saying '${text}': ${stdout}${stderr}`)));
      look();
    });
  return { child, pid: child.pid as number, says, ended };
}

const TSX = import.meta.resolve('tsx');
