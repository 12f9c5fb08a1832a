import { InputError } from '../core/errors.ts';
import { parseSize } from '../core/units.ts';
import { fileSource, writeText } from '../host/local/files.ts';
import { detectFormat } from '../trace/format/detect.ts';
import { type ReadOptions, readRecording } from '../trace/format/read.ts';
import type { Repair } from '../trace/format/repairs.ts';
import { joinRescoin } from '../trace/format/rescoin/join.ts';
import type { RescoinOptions } from '../trace/format/rescoin/options.ts';
import { readRescoin } from '../trace/format/rescoin/read.ts';
import { type WriteFormat, writeRecording } from '../trace/format/write.ts';
import type { HostFacts, Recording } from '../trace/trace.ts';

/** A recording, and what had to be mended to read it, in which file. */
export interface FileRecording extends Recording {
  readonly repairs: readonly (Repair & { readonly file: string })[];
  /**
   * Writes it to a file, as tidy CSV unless told; `rst` holds one VM.
   *
   * @throws InputError for what the format cannot hold; HostError where the file cannot be written
   */
  save(file: string, options?: { readonly format?: WriteFormat }): Promise<void>;
}

/**
 * What was recorded, from files: virt-top's CSV or vmlab's tidy CSV with many VMs, or ResCoin's logs (`.rst`), a VM each. The logs do
 * not tell what their percentages are of: `cpus` and `memory` do, else CPU and memory are not recorded.
 *
 * @throws InputError for whatever is wrong with a file, with file, line, column and value; for several files that are no ResCoin logs
 * @throws HostError where one cannot be read
 * @example await sched.read(['vmaster.rst', 'vslave01.rst'], { cpus: 4, memory: '8GiB', memoryAs: 'fraction' })
 */
export async function recordingFrom(
  files: string | readonly string[],
  options: ReadOptions | RescoinOptions = {},
): Promise<FileRecording> {
  const paths = Array.isArray(files) ? files : [files];
  const [first] = paths;
  if (typeof first !== 'string') throw new InputError({ expected: 'a file to read', received: first });
  if (paths.length > 1 || (await detectFormat(fileSource(first))) === 'rescoin')
    return fromLogs(paths, options as RescoinOptions);
  const { recording, repairs } = await readRecording(fileSource(first), options as ReadOptions);
  return savable({ ...recording, repairs: repairs.map((repair) => ({ ...repair, file: first })) });
}

async function fromLogs(paths: readonly string[], options: RescoinOptions): Promise<FileRecording> {
  const logs = await Promise.all(paths.map((path) => readRescoin(fileSource(path), options)));
  const repairs = logs.flatMap((log, index) => log.repairs.map((repair) => ({ ...repair, file: paths[index]! })));
  return savable({ ...joinRescoin(logs), host: totalsOf(options), repairs });
}

/** What percentages were of when they were read, they are of when they are written. */
const totalsOf = ({ cpus, memory }: RescoinOptions): HostFacts => ({
  ...(cpus !== undefined && { cpus }),
  ...(memory !== undefined && { memory: parseSize(memory) }),
});

const savable = (recording: Omit<FileRecording, 'save'>): FileRecording => ({
  ...recording,
  save: async (file, { format } = {}) => writeText(file, writeRecording(recording, format)),
});
