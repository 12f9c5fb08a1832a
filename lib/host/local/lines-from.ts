/**
 * What somebody on a TCP port says, line by line.
 */
import { connect } from 'node:net';
import { HostError } from '../../core/errors.ts';

/** A line of more than this is none: whoever is there must not fill our memory. */
const LONGEST = 64 * 1024;

/**
 * Connects and yields lines as they come, until the other side ends. Ends without an error where the signal comes.
 *
 * @throws HostError where nobody listens, the connection breaks, or a line has no end
 * @example for await (const line of linesFrom({ host: '127.0.0.1', port: 4588 })) console.log(line);
 */
export async function* linesFrom(
  { host, port }: { readonly host: string; readonly port: number },
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const target = `${host}:${port}`;
  const socket = connect({ host, port, signal }).setEncoding('utf8');
  let text = '';
  try {
    for await (const more of socket) {
      const lines = (text + more).split('\n');
      text = lines.pop() ?? '';
      yield* lines;
      if (text.length > LONGEST) throw new HostError({ host: 'local:', operation: 'read a line of', target });
    }
  } catch (cause) {
    if (signal?.aborted) return;
    throw cause instanceof HostError ? cause : failure(target, cause);
  } finally {
    socket.destroy();
  }
}

const failure = (target: string, cause: unknown): HostError =>
  new HostError(
    { host: 'local:', operation: 'listen to', target, errno: (cause as NodeJS.ErrnoException).code },
    { cause },
  );
