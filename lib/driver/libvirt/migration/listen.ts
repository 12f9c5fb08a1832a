import { HostError } from '../../../core/errors.ts';
import { resolvers } from '../../../core/resolvers.ts';
import { startDialogue } from '../../../host/local/dialogue.ts';
import { VIRSH_ENVIRONMENT } from '../connection/virsh.ts';
import { errorWords } from '../connection/words.ts';
import { type LibvirtEvent, parseEvents } from './events.ts';

export interface Listening extends AsyncDisposable {
  /** Of the domain, so far. */
  readonly events: readonly LibvirtEvent[];
  /** Resolves as soon as anything is said. */
  next(): Promise<void>;
}

/**
 * Listens to a domain's events, on a connection of its own: one that is waiting for them answers no questions.
 *
 * @throws HostError with virsh's words where there is no connection
 */
export async function listenTo(uri: string, domain: string): Promise<Listening> {
  const heard = { stdout: '', stderr: '' };
  const connected = resolvers<boolean>();
  let said = resolvers<void>();
  const words = ['virsh', '-q', '-c', uri, 'uri; event --all --loop --timestamp'];
  const dialogue = await startDialogue(words, {
    environment: VIRSH_ENVIRONMENT,
    onOutput: (stream, text) => {
      heard[stream] += text;
      if (stream === 'stdout') connected.resolve(true);
      said.resolve();
      said = resolvers<void>();
    },
  });
  void dialogue.ended.then(() => connected.resolve(false));
  dialogue.awaited(true);
  if (!(await connected.promise)) throw notConnected(uri, heard.stderr);
  dialogue.awaited(false);
  return {
    get events() {
      return parseEvents(heard.stdout).filter((event) => event.domain === domain);
    },
    next: () => said.promise,
    [Symbol.asyncDispose]: () => dialogue.end(0),
  };
}

const notConnected = (host: string, said: string): HostError =>
  new HostError({ host, operation: 'listen to', target: 'events', stderr: errorWords(said) });
