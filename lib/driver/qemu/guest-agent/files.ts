/**
 * Files in a guest, by its agent.
 */
import type { CallOptions } from '../qmp/call.ts';
import type { GuestAgent } from './guest-agent.ts';

/** The agent holds a command whole, several times over, and QEMU's port is slow under emulation: a piece is well within the time of a command. */
const PIECE_BYTES = 256 * 1024;
/** s, all the same: on a busy host a guest may not run for seconds. */
const PATIENCE_S = 60;

/**
 * Writes a file, in pieces. Its mode is that of a new file: `runInGuest(agent, ['chmod', …])` makes a program of it.
 *
 * @throws HostError where the guest refuses it (no such directory, disk full); what was written is left there
 * @example await writeInGuest(agent, { path: '/tmp/vmlab-agent', bytes: await readFile(agentPath()) })
 */
export async function writeInGuest(
  agent: GuestAgent,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  options: CallOptions = {},
): Promise<void> {
  const handle = await agent.execute<number>('guest-file-open', { path, mode: 'w' }, options);
  try {
    for (const piece of piecesOf(bytes, agent.pieceBytes)) await writeAll(agent, { handle, piece }, options);
  } finally {
    await agent.execute('guest-file-close', { handle }, { timeout: PATIENCE_S });
  }
}

/** The agent may take less than it is given. */
async function writeAll(
  agent: GuestAgent,
  { handle, piece }: { readonly handle: number; readonly piece: Buffer },
  options: CallOptions,
): Promise<void> {
  for (let rest = piece; rest.length > 0; ) {
    const args = { handle, 'buf-b64': rest.toString('base64') };
    const { count } = await agent.execute<{ count: number }>('guest-file-write', args, {
      timeout: PATIENCE_S,
      ...options,
    });
    rest = rest.subarray(count);
  }
}

/**
 * Reads a file's text, as it is now.
 *
 * @throws HostError where the guest refuses it
 * @example await readInGuest(agent, '/proc/uptime') // '12.06 10.44\n'
 */
export const readInGuest = async (agent: GuestAgent, path: string, options: CallOptions = {}): Promise<string> =>
  (await readBytesInGuest(agent, { path }, options)).toString('utf8');

/** What a file holds from an offset on. @throws HostError where the guest refuses it */
export async function readBytesInGuest(
  agent: GuestAgent,
  { path, from = 0 }: { readonly path: string; readonly from?: number },
  options: CallOptions = {},
): Promise<Buffer> {
  const handle = await agent.execute<number>('guest-file-open', { path, mode: 'r' }, options);
  const pieces: Buffer[] = [];
  try {
    if (from > 0) await agent.execute('guest-file-seek', { handle, offset: from, whence: 'set' }, options);
    for (let ended = false; !ended; ) {
      const read = await agent.execute<Read>('guest-file-read', { handle, count: PIECE_BYTES }, options);
      pieces.push(Buffer.from(read['buf-b64'], 'base64'));
      ended = read.eof || read.count === 0;
    }
  } finally {
    await agent.execute('guest-file-close', { handle });
  }
  return Buffer.concat(pieces);
}

interface Read {
  readonly count: number;
  readonly 'buf-b64': string;
  readonly eof: boolean;
}

function* piecesOf(bytes: Uint8Array, size = PIECE_BYTES): Generator<Buffer> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < all.length; start += size) yield all.subarray(start, start + size);
}
