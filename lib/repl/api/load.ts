import { fileURLToPath } from 'node:url';
import { HostError, UnsupportedError } from '../../core/errors.ts';
import { readText } from '../../host/local/files.ts';
import type { ApiIndex } from './api-index.ts';

/** Beside the shell, in the package; in a clone whose sources run as they are, where the build puts it. */
const FILE = fileURLToPath(new URL('../../../dist/repl/api.json', import.meta.url));
const MOST_BYTES = 2 ** 24;

let loading: Promise<ApiIndex> | undefined;

/**
 * The index of the API. Read at the first call, so that starting the shell costs nothing; the same object afterwards.
 *
 * @throws UnsupportedError where it was not made
 */
export function loadApiIndex(): Promise<ApiIndex> {
  loading ??= read();
  return loading;
}

async function read(): Promise<ApiIndex> {
  const text = await readText(FILE, MOST_BYTES).catch((cause) => Promise.reject(notThere(cause)));
  return JSON.parse(text);
}

function notThere(cause: unknown): unknown {
  if (!(cause instanceof HostError && cause.errno === 'ENOENT')) return cause;
  const problem = {
    what: 'looking up the API',
    where: 'a vmlab that was not built',
    remedy: '`npm run build` makes it',
  };
  return new UnsupportedError(problem, { cause });
}
