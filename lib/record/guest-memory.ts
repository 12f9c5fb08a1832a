import { InputError } from '../core/errors.ts';
import { linesFrom } from '../host/local/lines-from.ts';

/** Where `vmlab-agent memory` listens. */
export interface GuestAddress {
  /** A name or an address. */
  readonly host: string;
  /** 4588 unless told, where ResCoin's gmmagent listened. */
  readonly port?: number;
}

/** The memory of a guest as its own kernel tells it (/proc/meminfo), in bytes. `NaN`: it does not. */
export interface GuestMemory {
  readonly total: number;
  readonly free: number;
  readonly buffers: number;
  readonly cached: number;
  /** What programs could still be given without swapping. */
  readonly available: number;
}

const PORT = 4588;

/**
 * What a guest tells of its memory, as it comes, until the signal, or the agent's end.
 *
 * @throws HostError where nobody listens, or the connection breaks; InputError for what is no line of vmlab-agent
 * @example for await (const { available } of guestMemory({ host: '10.0.0.2' })) console.log(available);
 */
export async function* guestMemory(at: GuestAddress, signal?: AbortSignal): AsyncGenerator<GuestMemory> {
  for await (const line of linesFrom({ host: at.host, port: at.port ?? PORT }, signal)) yield parseGuestMemory(line);
}

/** What its programs hold: what could not be given to others. `MemAvailable` is not told before Linux 3.14. */
export const usedOf = ({ total, free, buffers, cached, available }: GuestMemory): number =>
  Number.isNaN(available) ? total - free - buffers - cached : total - available;

/** What one line of `vmlab-agent memory` tells. @throws InputError for what is none */
export function parseGuestMemory(line: string): GuestMemory {
  const fields = fieldsOf(line);
  const bytes = (name: string) => (typeof fields[name] === 'number' ? fields[name] : Number.NaN);
  const [total, free, buffers] = [bytes('total_bytes'), bytes('free_bytes'), bytes('buffers_bytes')];
  if (fields.type !== 'memory' || Number.isNaN(total)) throw notALine(line);
  return { total, free, buffers, cached: bytes('cached_bytes'), available: bytes('available_bytes') };
}

function fieldsOf(line: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(line));
  } catch (cause) {
    throw notALine(line, cause);
  }
}

const notALine = (received: string, cause?: unknown): InputError =>
  new InputError({ expected: 'a line of vmlab-agent memory', received }, { cause });
