import { InputError } from '../../core/errors.ts';
import type { Recording } from '../trace.ts';
import { writeRescoin } from './rescoin/write.ts';
import { writeTidy } from './tidy/write.ts';
import { writeVirtTop } from './virt-top/write.ts';

/** `tidy` CSV for pandas, R or DuckDB; `virt-top` as `--csv --block-in-bytes` writes it; `rst` as ResCoin logs one VM. */
export type WriteFormat = 'tidy' | 'virt-top' | 'rst';

/**
 * A recording in a format, `tidy` unless told. `rst` needs the host's `cpus` and `memory`, for it has percentages of them.
 *
 * @returns the pieces of the file
 * @throws InputError for what the format cannot hold: names that it cannot, and in `rst` more than one VM
 * @example writeRecording(recording, 'virt-top')
 */
export function writeRecording(recording: Recording, format: WriteFormat = 'tidy'): Iterable<string> {
  if (!Object.hasOwn(WRITERS, format))
    throw new InputError({ expected: `one of ${Object.keys(WRITERS).join(', ')}`, received: format });
  return WRITERS[format](recording);
}

const WRITERS: Readonly<Record<WriteFormat, (recording: Recording) => Iterable<string>>> = {
  tidy: writeTidy,
  'virt-top': writeVirtTop,
  rst: rescoinLog,
};

function rescoinLog({ traces, host, start }: Recording): Iterable<string> {
  const [trace, ...others] = traces;
  if (trace && others.length === 0) return writeRescoin(trace, { ...host, start: unixTime(start) });
  const advice = 'Save each VM by itself';
  throw new InputError({ expected: 'one VM: a .rst file holds no more', received: `${traces.length}`, advice });
}

/** In whole seconds, as the format has it. A time of day alone, as virt-top tells, is no point in time. */
function unixTime(start = ''): number {
  const milliseconds = Date.parse(start);
  return Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1000);
}
