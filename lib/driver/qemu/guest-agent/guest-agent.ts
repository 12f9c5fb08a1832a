import type { CallOptions } from '../qmp/call.ts';

/** QEMU's guest agent, by whatever way it is reached. Source: qemu/qga/qapi-schema.json. */
export interface GuestAgent {
  /** How much of a file one command may carry, in bytes; 256 KiB unless told. */
  readonly pieceBytes?: number;
  /**
   * Runs one command of the agent; one at a time, in the order of the calls.
   *
   * @returns its `return`
   * @throws HostError with the agent's class as errno and its sentence; 'ETIMEDOUT' where the guest does not answer in time
   * @example await agent.execute('guest-ping')
   */
  execute<Value = unknown>(command: string, args?: object, options?: CallOptions): Promise<Value>;
}
