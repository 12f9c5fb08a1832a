/** A guest that is in memory only: files, and a vmlab-agent that says what a test has it say. */
import { HostError } from '../../../lib/core/errors.ts';
import type { Session } from '../../../lib/core/session.ts';
import type { Guest, GuestOutput } from '../../../lib/driver/guest/guest.ts';
import type { Pace } from '../../../lib/load/place/guest/detached.ts';
import * as scripts from '../../../lib/load/place/guest/scripts.ts';
import { SharedAgents } from '../../../lib/load/place/guest/shared-agents.ts';
import { memorySession } from '../../support/memory-session.ts';

export const PROGRAM = Buffer.from('a program');
export const QUICK: Pace = { interval: 0.005, patience: 30, lastPatience: 30, doubt: 0.03 };
export const HASTY: Pace = { ...QUICK, patience: 0.1, lastPatience: 0.05 };

export interface MemoryGuest {
  readonly guest: Guest;
  readonly files: Map<string, Buffer>;
  /** Scripts by their names, as they were run. */
  readonly ran: readonly string[];
  /** The words that vmlab-agent was started with. */
  readonly started: readonly string[];
  /** While it is silent, nothing answers. */
  silent: boolean;
  /** Whether vmlab-agent runs. */
  running: boolean;
  /** vmlab-agent says this. */
  say(text: string): void;
  complain(text: string): void;
}

export interface Behaviour {
  readonly machine?: string;
  readonly gunzip?: boolean;
  readonly room?: string;
  /** What `sha256sum` and the program say. */
  readonly tried?: Partial<GuestOutput>;
  /** Called when it is told to end. */
  readonly onEnd?: (guest: MemoryGuest) => void;
}

export const USAGE = 'usage: vmlab-agent load|exec';

export function memoryGuest({ sum, ...behaviour }: Behaviour & { readonly sum: string }): MemoryGuest {
  const files = new Map<string, Buffer>();
  const [ran, started]: [string[], string[]] = [[], []];
  let [out, err] = ['', ''];
  const append = (path: string, text: string) =>
    files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), Buffer.from(text)]));
  const answer = <Value>(act: () => Value): Promise<Value> => {
    if (!it.silent) return Promise.resolve(act());
    const failure = { host: 'the guest', operation: 'ask', target: 'it', errno: 'ETIMEDOUT' };
    return Promise.reject(new HostError(failure));
  };
  const run = (argv: readonly string[]): Partial<GuestOutput> => {
    const [, , text, zero = '', ...words] = argv;
    const name = nameOf(text);
    ran.push(name);
    if (name === 'look')
      return { stdout: `${behaviour.machine ?? 'Linux x86_64'}\n${behaviour.gunzip ? '/bin/gunzip\n' : ''}` };
    if (name === 'findRoom')
      return behaviour.room === '' ? { exitCode: 1 } : { stdout: `${behaviour.room ?? '/tmp'}/${zero}\n` };
    if (name === 'try') return { exitCode: 2, stdout: `${sum}  ${zero}\n`, stderr: USAGE, ...behaviour.tried };
    if (name === 'start') {
      started.push(...words);
      [out, err] = [`${zero}.out`, `${zero}.err`];
      files.set(out, Buffer.alloc(0)).set(err, Buffer.alloc(0));
      it.running = true;
      return { stdout: '42\n' };
    }
    if (name === 'signal' && words[1] === 'TERM') behaviour.onEnd?.(it);
    if (name === 'signal') return { exitCode: it.running ? 0 : 1 };
    if (name === 'finish') for (const path of [out, err]) files.delete(path);
    if (name === 'remove')
      for (const path of files.keys()) if (words.some((copy) => path.startsWith(copy))) files.delete(path);
    return {};
  };
  const guest: Guest = {
    by: 'the guest',
    exec: (argv) => answer(() => ({ exitCode: 0, stdout: '', stderr: '', ...run(argv) })),
    writeFile: (path, bytes) => answer(() => void files.set(path, Buffer.from(bytes))),
    readFile: (path, from = 0) => answer(() => (files.get(path) ?? Buffer.alloc(0)).subarray(from)),
  };
  const it: MemoryGuest = {
    guest,
    files,
    ran,
    started,
    silent: false,
    running: false,
    say: (text) => void append(out, text),
    complain: (text) => void append(err, text),
  };
  return it;
}

/** Scripts are known by what they are. */
const NAMES = new Map([
  [scripts.look[2], 'look'],
  [scripts.findRoom('', [])[2], 'findRoom'],
  [scripts.tryProgram('')[2], 'try'],
  [scripts.startBeside('', [])[2], 'start'],
  [scripts.signalTo('', 0, '0')[2], 'signal'],
  [scripts.finish('', 0, '')[2], 'finish'],
]);

const nameOf = (text = ''): string => NAMES.get(text) ?? 'remove';

/** A session in memory, and agents of it that copy PROGRAM. */
export function memoryAgents(): { readonly session: Session; readonly agents: SharedAgents } {
  const session = memorySession({ 'guest-remove-copies': async (action) => ({ action }) });
  const program = { bytes: PROGRAM, compressed: Buffer.from('small'), machine: 'x86_64' };
  return { session, agents: new SharedAgents(session, async () => program) };
}
