import { inspect } from 'node:util';
import { terminal } from '../report/terminal.ts';
import { replayReport } from './report.ts';
import type { ReplayFacts, ReplayResult } from './result.ts';
import { saveRecording, saveRun } from './save.ts';

/** The facts of a run, with what a script does with them. Printed (REPL, `console.log`), it is its report. */
export function createResult(facts: ReplayFacts): ReplayResult {
  const recording = { host: facts.host, traces: [facts.achieved], start: facts.startedAt };
  const report = () => replayReport(facts);
  return Object.freeze({
    ...facts,
    recording: { ...recording, save: (...rest) => saveRecording(recording, ...rest) },
    save: (directory) => saveRun(facts, directory),
    report,
    [inspect.custom]: () => terminal(report()),
  } satisfies ReplayResult & Record<symbol, () => string>);
}
