/**
 * A terminal that one text is shown on, again and again in its place; and the keys that are pressed meanwhile.
 */
export interface LiveScreen {
  readonly columns: number;
  /** How many lines are seen at once; Infinity where it is no terminal. */
  readonly rows: number;
  readonly isTerminal: boolean;
  /** In place of what was shown before or, where it is no terminal, after it. */
  show(text: string): void;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** What it is made of: `process` has them. */
export interface ScreenStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';

/**
 * Takes the terminal over, with its keys; on anything else, texts are printed one after the other.
 *
 * @param onKey called with each key: 'q', '\u0003' for Ctrl-C, which ends nothing by itself then
 * @example const screen = liveScreen((key) => key === 'q' && quit());
 */
export function liveScreen(onKey: (key: string) => void, { stdin, stdout }: ScreenStreams = process): LiveScreen {
  const isTerminal = stdout.isTTY === true;
  const restoreKeys = isTerminal && stdin.isTTY ? takeKeys(stdin, onKey) : () => {};
  const restore = () => void (isTerminal && stdout.write(LEAVE));
  process.once('exit', restore);
  if (isTerminal) stdout.write(ENTER);
  return {
    get columns() {
      return stdout.columns ?? 80;
    },
    get rows() {
      return isTerminal ? (stdout.rows ?? 24) : Number.POSITIVE_INFINITY;
    },
    isTerminal,
    show: (text) => void stdout.write(isTerminal ? inPlace(text) : `${text}\n\n`),
    close: () => {
      restoreKeys();
      process.off('exit', restore);
      restore();
    },
  };
}

/** Line by line over what is there: to clear it first would flicker. */
const inPlace = (text: string): string => `\u001b[H${text.replaceAll('\n', '\u001b[K\r\n')}\u001b[K\u001b[J`;

function takeKeys(stdin: NodeJS.ReadStream, onKey: (key: string) => void): () => void {
  const wasRaw = stdin.isRaw;
  const listener = (data: Buffer) => {
    for (const key of data.toString('utf8')) onKey(key);
  };
  stdin.setRawMode(true).on('data', listener).resume();
  return () => {
    stdin.off('data', listener).setRawMode(wasRaw);
    if (stdin.listenerCount('data') === 0) stdin.pause();
  };
}
