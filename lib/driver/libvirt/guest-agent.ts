/**
 * A guest's agent, by libvirt: it holds the agent's port, and keeps questions and answers in step.
 */
import { HostError } from '../../core/errors.ts';
import type { GuestAgent } from '../qemu/guest-agent/guest-agent.ts';
import type { DomainParts } from './parts.ts';

/** In s: an agent that is there answers within milliseconds, on a busy machine within a few seconds. */
const PATIENCE_S = 10;

/** A command of 350 KB, which QEMU's own port takes, arrives in the guest in part. */
const PIECE_BYTES = 32 * 1024;

/** @example await runInGuest(guestAgent(parts), ['/bin/uname', '-r']) */
export const guestAgent = ({ connection, uuid, name = uuid }: Place): GuestAgent => ({
  pieceBytes: PIECE_BYTES,
  async execute<Value>(
    command: string,
    args: object = {},
    { signal, timeout = PATIENCE_S }: Parameters<GuestAgent['execute']>[2] = {},
  ): Promise<Value> {
    const json = asciiJson({ execute: command, arguments: args });
    const words = ['qemu-agent-command', '--timeout', String(Math.ceil(timeout)), uuid, json];
    const answer = await connection
      .act(words, { signal })
      .catch((error) => Promise.reject(ofGuest(error, command, name)));
    return (JSON.parse(answer) as { return: Value }).return;
  },
});

interface Place extends Pick<DomainParts, 'connection' | 'uuid'> {
  readonly name?: string;
}

/** In the agent's words: the command that virsh was given may carry a file. */
function ofGuest(error: unknown, command: string, name: string): unknown {
  if (!(error instanceof HostError)) return error;
  const { host, errno, stderr = '' } = error;
  const words = stderr.replace(PASSED_ON, '').replace(FAILED, '$1');
  return new HostError(
    { host, operation: 'run', target: `${command} in ${name}`, errno, stderr: words },
    { cause: error },
  );
}

const PASSED_ON = /^internal error: unable to execute QEMU agent command '[^']*': /;
const FAILED = /^Guest agent command failed, error was '(.*)'$/s;

/** What a guest is told may hold anything, in any language: so that nothing on the way reads it otherwise, it is sent in ASCII. */
const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[\x7f-\uffff]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
