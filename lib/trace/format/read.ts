/**
 * Reads any format that holds whole recordings: virt-top's, and vmlab's own.
 */
import { InputError } from '../../core/errors.ts';
import { type Description, describeRecording } from './description.ts';
import { detectFormat } from './detect.ts';
import type { Source } from './source.ts';
import { readTidy, readTidyTrace, type TidyOptions } from './tidy/read.ts';
import { describeVirtTop } from './virt-top/describe.ts';
import type { VirtTopOptions } from './virt-top/options.ts';
import { type ReadRecording, type ReadTrace, readVirtTop, readVirtTopTrace } from './virt-top/read.ts';

export type ReadOptions = VirtTopOptions &
  TidyOptions & {
    /** What the file is; by default its first line tells. */
    readonly format?: RecordingFormat;
  };
export type RecordingFormat = 'virt-top' | 'tidy';

/**
 * Everything in a recording. Needs memory for all its columns; see `readTrace` for one VM.
 *
 * @throws InputError for whatever is wrong with the file, with file, line, column, value and what was expected
 * @example const { recording, repairs } = await readRecording(source, { blocks: 'bytes' });
 */
export async function readRecording(source: Source, options: ReadOptions = {}): Promise<ReadRecording> {
  const format = await formatOf(source, options);
  return format === 'virt-top' ? readVirtTop(source, options) : readTidy(source, options);
}

/**
 * One VM of a recording. Of a virt-top file's other domains only ids, names, CPU (ns) and the number of cells are checked.
 *
 * @param row its number, from 1 in order of first appearance, or its name
 * @throws InputError as readRecording; for a row that is not there, with a list of those that are
 * @example const { trace } = await readTrace(source, 'mig_0');
 */
export async function readTrace(source: Source, row: number | string, options: ReadOptions = {}): Promise<ReadTrace> {
  const format = await formatOf(source, options);
  return format === 'virt-top' ? readVirtTopTrace(source, row, options) : readTidyTrace(source, row, options);
}

/** What is in a recording: VMs with their row numbers, totals and sparklines, and what may be wrong. @throws as readRecording */
export async function describe(source: Source, options: ReadOptions = {}): Promise<Description> {
  const format = await formatOf(source, options);
  if (format === 'virt-top') return describeVirtTop(source, options);
  const { recording, repairs } = await readTidy(source, options);
  return { file: source.name, format, host: {}, ...describeRecording(recording), repairs, warnings: [] };
}

async function formatOf(source: Source, { format }: ReadOptions): Promise<RecordingFormat> {
  const found = format ?? (await detectFormat(source));
  if (found === 'virt-top' || found === 'tidy') return found;
  const expected = "a recording of VMs: virt-top --csv or vmlab's tidy CSV";
  throw new InputError({ file: source.name, line: 1, expected, received: `a ${found} file` });
}
