/**
 * Asks a guest that dirties its memory, and checks each page before it writes to it again, what it has found.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../../core/errors.ts';
import type { GuestChecker, GuestState, MovedGuest } from './options.ts';

export interface DirtyGuest {
  /** The file in the guest that `vmlab-agent task dirty --output FILE` writes to. */
  readonly output: string;
  /** bytes that it dirties, in turn: the pattern 'sequential'. */
  readonly size: number;
  /** s to wait until it has been through all of them; 60 unless told. */
  readonly timeout?: number;
}

const PAGE_BYTES = 4096;
const PAUSE_MS = 250;
const PATIENCE_S = 60;

/**
 * @returns a checker: 'verified' when it has been once through all its memory since it was asked, which takes its seconds to pass, and so its
 *   clock to advance; 'corrupt' where it has found a page that is not as it was written; 'lost' where it does neither in time
 * @example dirtyChecker({ output: '/tmp/dirty', size: 32 * 2 ** 20 })
 */
export const dirtyChecker =
  ({ output, size, timeout = PATIENCE_S }: DirtyGuest): GuestChecker =>
  async (guest, signal) => {
    const deadline = performance.now() + timeout * 1000;
    const known = (await recordsIn(guest, output, signal)).length;
    while (performance.now() < deadline) {
      const state = stateOf(await recordsIn(guest, output, signal), known, size / PAGE_BYTES);
      if (state) return state;
      await wait(PAUSE_MS, undefined, { signal });
    }
    return 'lost';
  };

export interface DirtyRecord {
  readonly type: string;
  readonly pages?: number;
  readonly corrupted_page?: number;
}

/**
 * @param known how many records there were when it was asked: the first one after those may begin before that
 * @param pages to be checked
 */
export function stateOf(records: readonly DirtyRecord[], known: number, pages: number): GuestState | undefined {
  const result = records.find(({ type }) => type === 'result');
  if (result) return result.corrupted_page === undefined ? 'lost' : 'corrupt';
  const fresh = records.slice(known + 1).filter(({ type }) => type === 'second');
  return fresh.reduce((sum, record) => sum + (record.pages ?? 0), 0) >= pages ? 'verified' : undefined;
}

/** Its last line may not be whole yet. */
async function recordsIn(guest: MovedGuest, path: string, signal: AbortSignal): Promise<DirtyRecord[]> {
  const lines = (await textOf(guest, path, signal)).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as DirtyRecord);
}

async function textOf({ name, guest, exec }: MovedGuest, path: string, signal: AbortSignal): Promise<string> {
  if (guest) return (await guest.readFile(path, 0, { signal })).toString('utf8');
  const read = await exec?.(['cat', path], { signal });
  if (read?.exitCode === 0) return read.stdout;
  throw new RunError('GUEST', `${path} of ${name} cannot be read${read ? `: ${read.stderr.trim()}` : ''}`);
}
