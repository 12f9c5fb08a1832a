/**
 * One `virsh` that is kept open and runs a command after the other.
 *
 * Why virsh: it speaks every transport of libvirt (ssh with the user's configuration, agent and known hosts; TLS; SASL), and is wherever
 * libvirt's clients are. The bindings for Node are unmaintained, and the protocol by hand would be transports, keep-alive and typed
 * parameters once more. Why it is kept open: a virsh for each command costs 28 ms of CPU, which load its libraries and connect.
 */
import { randomBytes } from 'node:crypto';
import { HostError } from '../../../core/errors.ts';
import { type Resolvers, resolvers } from '../../../core/resolvers.ts';
import { type Dialogue, startDialogue } from '../../../host/local/dialogue.ts';
import { type Answer, answerIn, framed } from './frame.ts';
import { inTime, type Patience } from './in-time.ts';
import { errorWords } from './words.ts';

export interface Virsh {
  /**
   * One at a time.
   *
   * @throws HostError where no answer comes in time (errno ETIMEDOUT), or virsh ends; the signal's reason. It has ended then.
   */
  ask(command: readonly string[], patience: Patience): Promise<Answer>;
  /** False where it has ended, or lost its connection. */
  readonly isGood: boolean;
  end(): Promise<void>;
}

/** @throws HostError (errno ENOENT) where there is no virsh. */
export async function startVirsh(uri: string): Promise<Virsh> {
  const heard: Heard = { stdout: '', stderr: '' };
  let hasEnded = false;
  const dialogue = await startDialogue(['virsh', '-q', '-c', uri], {
    environment: VIRSH_ENVIRONMENT,
    onOutput: (stream, text) => hear(heard, stream, text),
  });
  void dialogue.ended.then(() => {
    hasEnded = true;
    heard.waiting?.answered.resolve(undefined);
  });
  return {
    ask: (command, patience) => ask({ uri, dialogue, heard }, command, patience),
    get isGood() {
      return !hasEnded && !/^error: Disconnected from/m.test(heard.stderr);
    },
    end: () => dialogue.end(),
  };
}

/** English words, no key bindings of the user's, and no history of ours among the user's: it cannot be kept in a directory that is none. */
export const VIRSH_ENVIRONMENT = { LC_ALL: 'C.UTF-8', TERM: 'dumb', INPUTRC: '/dev/null', XDG_CACHE_HOME: '/dev/null' };

interface Heard {
  stdout: string;
  stderr: string;
  waiting?: { readonly nonce: string; readonly answered: Resolvers<Answer | undefined> };
}

function hear(heard: Heard, stream: 'stdout' | 'stderr', text: string): void {
  heard[stream] += text;
  const answer = heard.waiting && answerIn(heard, heard.waiting.nonce);
  if (answer) heard.waiting?.answered.resolve(answer);
}

interface Talk {
  readonly uri: string;
  readonly dialogue: Dialogue;
  readonly heard: Heard;
}

async function ask({ uri, dialogue, heard }: Talk, command: readonly string[], patience: Patience): Promise<Answer> {
  const nonce = randomBytes(8).toString('hex');
  const lines = framed(command, nonce);
  const answered = resolvers<Answer | undefined>();
  Object.assign(heard, { stdout: '', waiting: { nonce, answered } });
  dialogue.awaited(true);
  dialogue.write(lines);
  try {
    return await inTime(dialogue, patience, async (isLate) => {
      const answer = await answered.promise;
      if (!answer) throw lost(uri, command, isLate() ? undefined : heard.stderr);
      return answer;
    });
  } finally {
    Object.assign(heard, { stdout: '', stderr: '', waiting: undefined });
    dialogue.awaited(false);
  }
}

/** @param said its last words, where it was not we who ended it */
const lost = (uri: string, command: readonly string[], said?: string): HostError =>
  new HostError({
    host: uri,
    operation: 'run',
    target: `virsh ${command.join(' ')}`,
    ...(said === undefined ? { errno: 'ETIMEDOUT' } : { stderr: lastWords(said) || 'virsh ended' }),
  });

/** The last line is about its history. */
const lastWords = (said: string): string =>
  errorWords(said.replace(/^error: Failed to create '\/dev\/null.*\n?/gm, ''));
