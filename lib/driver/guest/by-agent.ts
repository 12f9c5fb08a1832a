import { runInGuest } from '../qemu/guest-agent/exec.ts';
import { readBytesInGuest, writeInGuest } from '../qemu/guest-agent/files.ts';
import type { GuestAgent } from '../qemu/guest-agent/guest-agent.ts';
import type { Guest, GuestReach } from './guest.ts';

/** What reaches a guest, and how errors and the journal speak of it. */
export interface GuestIdentity {
  /** 'the guest agent of vm1' */
  readonly by: string;
  readonly reach?: GuestReach;
}

/**
 * A guest, by QEMU's guest agent in it. One that is paused, or busy, does not answer within 10 s: HostError with errno ETIMEDOUT.
 *
 * @example await guestByAgent(agent, { by: 'the guest agent of vm1' }).readFile('/var/log/messages', 4096)
 */
export const guestByAgent = (agent: GuestAgent, identity: GuestIdentity): Guest => ({
  ...identity,
  exec: (argv, options) => runInGuest(agent, argv, options),
  writeFile: (path, bytes, options) => writeInGuest(agent, { path, bytes }, options),
  readFile: (path, from, options) => readBytesInGuest(agent, { path, from }, options),
});
