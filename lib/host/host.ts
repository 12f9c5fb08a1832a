/**
 * How a machine is reached. Together with `native.ts` this room is the only place that touches an operating system;
 * all others decide what to write and run, and hand it to a Host.
 */
export interface Host {
  /** `local:`, `ssh://node2`, `memory:` */
  readonly uri: string;
  /** The whole text of a file. @throws HostError with the errno (all methods). */
  readFile(path: string): Promise<string>;
  /** By one write(2): a kernel file takes it as one value. An empty text is a newline there. */
  writeFile(path: string, value: string): Promise<void>;
  /** Names in a directory. */
  list(path: string): Promise<string[]>;
  /** Whether there is a file or directory of that path. */
  exists(path: string): Promise<boolean>;
  /** Makes one directory; its parent must be there. */
  makeDirectory(path: string): Promise<void>;
  /** Removes an empty directory (a cgroup is one). */
  removeDirectory(path: string): Promise<void>;
  /** Removes one file, not a directory. */
  removeFile(path: string): Promise<void>;
  /** Sends a signal to a process. A process that is gone is a HostError with errno ESRCH. */
  signal(pid: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGTERM'): Promise<void>;
  /** Runs a program to its end, without a shell. @throws HostError with its stderr when it fails or is not there (errno ENOENT). */
  run(argv: readonly string[], options?: RunOptions): Promise<Output>;
}

export interface RunOptions {
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Resolve whatever the program's exit code is, instead of rejecting where it is not 0. */
  readonly anyExitCode?: boolean;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** 128 + the signal's number where a signal ended it, as shells say it. */
  readonly exitCode?: number;
}

/** A file and what to write into it: how limits are decided before anything is done. */
export interface FileWrite {
  readonly file: string;
  readonly value: string;
}
