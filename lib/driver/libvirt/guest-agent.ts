/**
 * A guest's agent, by libvirt: it holds the agent's port, and keeps questions and answers in step.
 */
import type { GuestAgent } from '../qemu/guest-agent/guest-agent.ts';
import type { DomainParts } from './parts.ts';

/** In s: an agent that is there answers within milliseconds, on a busy machine within a few seconds. */
const PATIENCE_S = 10;

/** A command of 350 KB, which QEMU's own port takes, arrives in the guest in part. */
const PIECE_BYTES = 32 * 1024;

/** @example await runInGuest(guestAgent(parts), ['/bin/uname', '-r']) */
export const guestAgent = ({ connection, uuid }: Pick<DomainParts, 'connection' | 'uuid'>): GuestAgent => ({
  pieceBytes: PIECE_BYTES,
  async execute<Value>(
    command: string,
    args: object = {},
    { signal, timeout = PATIENCE_S }: Parameters<GuestAgent['execute']>[2] = {},
  ): Promise<Value> {
    const json = asciiJson({ execute: command, arguments: args });
    const words = ['qemu-agent-command', '--timeout', String(Math.ceil(timeout)), uuid, json];
    return (JSON.parse(await connection.act(words, { signal })) as { return: Value }).return;
  },
});

/** What a guest is told may hold anything, in any language: so that nothing on the way reads it otherwise, it is sent in ASCII. */
const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[\x7f-\uffff]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
