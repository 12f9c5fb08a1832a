/**
 * Files of this machine as streams: recordings are read and written without ever being whole in memory.
 */
import { createReadStream, statSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { HostError, InputError } from '../../core/errors.ts';
import { formatSize } from '../../core/units.ts';

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
 * A file's text, which is to be whole in memory; so no more than so much of it, lest `/dev/full` or a forgotten log take all there is.
 *
 * @param most bytes
 * @throws HostError where the file cannot be read. @throws InputError for one that is larger
 * @example await readText('spike.log', 2 ** 28)
 */
export async function readText(path: string, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(path)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > most) throw new InputError({ file: path, expected: `${formatSize(most)} at most`, received: 'more' });
  }
  return Buffer.concat(chunks).toString('utf8');
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
