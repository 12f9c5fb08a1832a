/**
 * Files of this machine as streams: recordings are read and written without ever being whole in memory.
 */
import { createReadStream, statSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { HostError } from '../../core/errors.ts';

/** A file that can be read more than once, from its start: what the trace readers take. */
export interface FileSource {
  readonly name: string;
  /** In bytes, if it can be told: readers size their columns by it. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 256 * 1024;

/** @throws HostError, at the first read, where the file cannot be opened. @example fileSource('record.csv') */
export const fileSource = (path: string): FileSource => ({
  name: path,
  size: statSync(path, { throwIfNoEntry: false })?.size,
  open: () => chunksOf(path),
});

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw failure('read', path, cause);
  }
}

/**
 * Writes pieces of text to a file, as they come.
 *
 * @throws HostError where the file cannot be written; what the pieces' own source throws is passed on.
 * @example await writeText('record.csv', formatRecording(recording))
 */
export async function writeText(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'w').catch((cause) => Promise.reject(failure('open', path, cause)));
  try {
    for await (const piece of pieces)
      await file.appendFile(piece).catch((cause) => Promise.reject(failure('write', path, cause)));
  } finally {
    await file.close();
  }
}

/** Makes a directory and those above it, where they are not there yet. @throws HostError */
export async function makeDirectories(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause) => Promise.reject(failure('make', path, cause)));
}

function failure(operation: string, target: string, cause: unknown): HostError {
  const errno = (cause as NodeJS.ErrnoException).code;
  return new HostError({ host: 'local:', operation, target, errno }, { cause });
}
