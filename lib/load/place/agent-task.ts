/**
 * A task as vmlab-agent runs it.
 */
import { HostError, RunError, UnsupportedError } from '../../core/errors.ts';
import type { TaskRecord } from '../../native.ts';
import type { AgentEnding, AgentPlace } from './agent-place.ts';
import { errnoOfWords } from './errno.ts';
import { parseRecord, settingsText } from './record-line.ts';
import type { NativeTask, TaskRun } from './task-place.ts';

/** Makes a place for tasks of a way to run vmlab-agent. */
export const runsTasks = (place: Runner): AgentPlace => ({
  ...place,
  run: (task, run) => runTask(place, task, run),
});

type Runner = Omit<AgentPlace, 'run'>;

/** Its own end is waited for, so that nothing of it is left: `ended`, which comes before that, tells nothing new. */
async function runTask(place: Runner, task: NativeTask, { signal, onRecord }: TaskRun): Promise<TaskRecord> {
  signal.throwIfAborted();
  let result: TaskRecord | undefined;
  const onLine = (line: string) => {
    const record = parseRecord(line);
    if (record?.type === 'result') result = record;
    else if (record !== undefined && record.type !== 'ended') onRecord(record);
  };
  const isLast = (line: string) => line.startsWith(LAST);
  const ending = await place.follow(wordsOf(place.name, task), { signal, onLine, isLast });
  if (result === undefined) throw failure(place.name, task, ending);
  return result;
}

const LAST = '{"type":"result"';

/** What Linux takes as one word of a command line (MAX_ARG_STRLEN), with its end. */
const LONGEST_BYTES = 128 * 1024 - 1;

function wordsOf(where: string, { name, settings }: NativeTask): string[] {
  const text = settingsText(settings);
  if (Buffer.byteLength(text) <= LONGEST_BYTES) return ['task', name, '--settings', text];
  const what = `telling '${name}' ${text.length} bytes (a long list of page faults, or of rates)`;
  throw new UnsupportedError({ what, where, remedy: 'shorten the list to some 128 KB, or run it without .on()' });
}

/** Refused at once it says so on its standard error; killed, by a kernel without memory say, it says nothing. */
function failure(host: string, { name }: NativeTask, { said }: AgentEnding): Error {
  const sentence = said.trim().replace(/^vmlab-agent: /, '');
  if (sentence === '') return new RunError('AGENT', `vmlab-agent was killed on ${host} while it ran '${name}'`);
  return new HostError({ host, operation: 'start', target: name, errno: errnoOfWords(sentence), stderr: sentence });
}
