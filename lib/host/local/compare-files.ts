import { type FileHandle, open } from 'node:fs/promises';
import { HostError } from '../../core/errors.ts';

/** Where two files differ. */
export interface Difference {
  /** Pieces that were compared, and how many of them differ. */
  readonly pieces: number;
  readonly differing: number;
  /** The numbers of the first of those. */
  readonly first: readonly number[];
}

const CHUNK_PIECES = 256;
const NAMED = 16;

/**
 * Compares two files piece by piece. Where one is shorter, what it lacks differs.
 *
 * @param piece bytes
 * @throws HostError where one cannot be read
 * @example await compareFiles(['/tmp/a', '/tmp/b'], 4096) // { pieces: 40960, differing: 0, first: [] }
 */
export async function compareFiles(paths: readonly [string, string], piece: number): Promise<Difference> {
  const [one, other] = [await opened(paths[0]), await opened(paths[1])];
  try {
    return await compare(one, other, piece);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

async function compare(one: FileHandle, other: FileHandle, piece: number): Promise<Difference> {
  const buffers = [Buffer.alloc(piece * CHUNK_PIECES), Buffer.alloc(piece * CHUNK_PIECES)] as const;
  const found: number[] = [];
  let pieces = 0;
  let differing = 0;
  for (;;) {
    const [chunk, against] = await Promise.all([read(one, buffers[0]), read(other, buffers[1])]);
    const longest = Math.max(chunk.length, against.length);
    if (longest === 0) return { pieces, differing, first: found };
    const isSame = chunk.equals(against);
    for (let start = 0; start < longest; start += piece, pieces++) {
      if (isSame || chunk.subarray(start, start + piece).equals(against.subarray(start, start + piece))) continue;
      differing++;
      if (found.length < NAMED) found.push(pieces);
    }
  }
}

/** A read may give less than there is. */
async function read(file: FileHandle, buffer: Buffer): Promise<Buffer> {
  let length = 0;
  for (let more = 1; more > 0 && length < buffer.length; length += more)
    more = (await file.read(buffer, length, buffer.length - length)).bytesRead;
  return buffer.subarray(0, length);
}

const opened = (path: string): Promise<FileHandle> =>
  open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new HostError({ host: 'local:', operation: 'open', target: path, errno: cause.code }, { cause });
  });
