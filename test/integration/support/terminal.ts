/** A terminal that a test types at and reads the screen of: tmux. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

export interface Terminal extends AsyncDisposable {
  /** The process that runs in it. */
  readonly pid: number;
  /** Types a text as it is, then Enter. */
  line(text: string): Promise<void>;
  /** Types a text as it is. */
  type(text: string): Promise<void>;
  /** Presses keys as tmux calls them: 'C-c', 'Tab', 'Up'. */
  press(...keys: readonly string[]): Promise<void>;
  /** What can be seen, lines that ran over joined, without the blanks at the end. */
  screen(): Promise<string>;
  /** @returns ms until the screen had it, from this call. @throws with the screen, where it does not come within `patience` ms */
  shows(what: RegExp, patience?: number): Promise<number>;
  /** Resolves when the program has ended. @throws with the screen, as `shows` */
  ended(patience?: number): Promise<void>;
}

/** @param program what runs in it, a shell command @example await using terminal = await openTerminal('vmlab-repl', env); */
export async function openTerminal(program: string, env: Readonly<Record<string, string>>): Promise<Terminal> {
  const socket = `vmlab-test-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = async (...words: string[]) => (await execa('tmux', ['-L', socket, ...words])).stdout;
  const words = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  await tmux(
    '-f',
    '/dev/null',
    'new-session',
    '-d',
    '-s',
    'test',
    '-x',
    '80',
    '-y',
    '200',
    ...words,
    `exec ${program}`,
  );
  await tmux('set-option', '-g', 'remain-on-exit', 'on');
  const screen = async () => (await tmux('capture-pane', '-p', '-J', '-t', 'test')).trimEnd();
  const type = async (text: string) => void (await tmux('send-keys', '-t', 'test', '-l', text.replace(/;$/, '\\;')));
  const press = async (...keys: readonly string[]) => void (await tmux('send-keys', '-t', 'test', ...keys));
  const pid = Number(await tmux('display-message', '-p', '-t', 'test', '#{pane_pid}'));
  return {
    pid,
    screen,
    type,
    press,
    line: async (text) => {
      await type(text);
      await press('Enter');
    },
    shows: (what, patience = 15_000) => shows(screen, what, patience),
    ended: async (patience = 15_000) =>
      void (await shows(async () => `${await hasEnded(pid)}: ${await screen()}`, /^true/, patience)),
    [Symbol.asyncDispose]: async () => {
      await tmux('kill-server');
      killIfThere(pid); // one in a loop does not hear that its terminal has gone
    },
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended
  }
}

/** tmux may take its time to collect what has ended, and to say so. */
const hasEnded = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (text) => /\) Z /.test(text),
    () => true,
  );

async function shows(screen: () => Promise<string>, what: RegExp, patience: number): Promise<number> {
  const start = performance.now();
  for (;;) {
    const seen = await screen();
    const took = performance.now() - start;
    if (what.test(seen)) return took;
    if (took > patience)
      throw new Error(`the screen does not show ${what} after ${took.toFixed(0)} ms:\n${seen.trimEnd()}`);
    await sleep(20);
  }
}
