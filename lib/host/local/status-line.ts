/**
 * One line of standard error that tells how far something is: written over itself on a terminal, appended now and then elsewhere.
 */
export interface StatusLine {
  readonly columns: number;
  readonly isTerminal: boolean;
  show(line: string): void;
  /** Leaves the last line standing. */
  end(): void;
}

/** Says one thing there, to whoever watches the run. @example tellLine('kept what was recorded in runs/vm1') */
export function tellLine(line: string): void {
  const status = statusLine();
  status.show(line);
  status.end();
}

/** @example const status = statusLine(); status.show('step 1 of 60'); status.end(); */
export function statusLine(): StatusLine {
  const { stderr } = process;
  const isTerminal = stderr.isTTY === true;
  let shown = false;
  return {
    columns: stderr.columns ?? 80,
    isTerminal,
    show(line) {
      stderr.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
      shown = true;
    },
    end() {
      if (shown && isTerminal) stderr.write('\n');
    },
  };
}
