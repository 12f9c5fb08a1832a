/** A VM from inside: programs and files of its guest, by whatever way it is reached. */
export interface Guest {
  /** For errors: 'the guest agent of vm1', 'root@10.0.0.2'. */
  readonly by: string;
  /** How another process finds it again, for the journal; left out where it ends with this one. */
  readonly reach?: GuestReach;
  /** Runs a program to its end. @throws HostError where the guest does not answer, or has no such program; the signal's reason */
  exec(argv: readonly string[], options?: GuestExecOptions): Promise<GuestOutput>;
  /** Writes a whole file; its mode is that of a new one. @throws HostError where the guest refuses it */
  writeFile(path: string, bytes: Uint8Array, options?: GuestCallOptions): Promise<void>;
  /** What a file holds from an offset on, as it is now. @throws HostError where the guest refuses it */
  readFile(path: string, from?: number, options?: GuestCallOptions): Promise<Buffer>;
}

/** As plain data. */
export type GuestReach =
  | { readonly reach: 'libvirt'; readonly uri: string; readonly uuid: string }
  | {
      readonly reach: 'ssh';
      readonly destination: string;
      readonly port?: number;
      readonly options?: readonly string[];
    };

export interface GuestCallOptions {
  readonly signal?: AbortSignal;
}

export interface GuestExecOptions extends GuestCallOptions {
  readonly input?: string;
}

export interface GuestOutput {
  /** 128 + the signal's number where a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}
