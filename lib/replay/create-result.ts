import { reported } from '../report/reported.ts';
import { replayReport } from './report.ts';
import type { ReplayFacts, ReplayResult, SavableRecording } from './result.ts';
import { saveRecording, saveRun } from './save.ts';

/** The facts of a run, with what a script does with them. Printed (REPL, `console.log`), it is its report. */
export function createResult(facts: ReplayFacts): ReplayResult {
  const recording = { host: facts.host, traces: [facts.achieved], start: facts.startedAt };
  const save: SavableRecording['save'] = (file, options) => saveRecording(recording, file, options);
  const result = { ...facts, recording: { ...recording, save }, save: (to: string) => saveRun(facts, to) };
  return reported(result, replayReport);
}
