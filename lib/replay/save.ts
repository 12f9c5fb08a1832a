import { join } from 'node:path';
import { makeDirectories, writeText } from '../host/local/files.ts';
import { html } from '../report/html.ts';
import { writeTidy } from '../trace/format/tidy/write.ts';
import { type WriteFormat, writeRecording } from '../trace/format/write.ts';
import type { Recording } from '../trace/trace.ts';
import { replayReport } from './report.ts';
import type { ReplayFacts } from './result.ts';

/**
 * Keeps a run: `plan.json`, `result.json` (figures, host, versions), `target.csv` and `achieved.csv` (tidy), `report.html`.
 *
 * @returns the directory
 */
export async function saveRun(facts: ReplayFacts, directory: string): Promise<string> {
  const { plan, target, achieved, ...rest } = facts;
  await makeDirectories(directory);
  const keep = (name: string, text: Iterable<string> | AsyncIterable<string>) => writeText(join(directory, name), text);
  await keep('plan.json', json(plan));
  await keep('result.json', json(rest));
  await keep('target.csv', writeTidy({ traces: [target] }));
  await keep('achieved.csv', writeTidy({ traces: [achieved] }));
  await keep('report.html', [html(replayReport(facts))]);
  return directory;
}

/** Saves a recording for pandas, R or DuckDB (`tidy`), as virt-top writes it, for a next replay, or as ResCoin logs one VM (`rst`). */
export const saveRecording = async (recording: Recording, file: string, options: { format?: WriteFormat } = {}) =>
  writeText(file, writeRecording(recording, options.format));

/** NaN, "not recorded", is null in JSON; columns are arrays. */
const json = (value: unknown): string[] => [
  `${JSON.stringify(value, (_, part) => (part instanceof Float64Array ? Array.from(part) : part), 2)}\n`,
];
