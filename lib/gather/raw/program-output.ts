/**
 * What a program that runs meanwhile prints, line by line, with the time at which each came.
 */
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import { localHost } from '../../host/local/host.ts';
import type { Child, Ending } from '../../host/local/spawn.ts';
import { processOf } from '../../host/process-tree.ts';

/** Starts one. @throws HostError where it cannot */
export type StartProgram = (argv: readonly string[]) => Promise<Child>;

/** USER_HZ. */
const TICKS = 100;

export class ProgramOutput {
  bytes = 0;
  /** Lines that did not fit. */
  dropped = 0;
  /** In s, while it ran: read when it is ended. */
  cpuSeconds = Number.NaN;
  readonly lines: string[] = [];
  /** When each line came, in s since it was started. */
  readonly times: number[] = [];
  private readonly child: Child;
  private readonly limit: number;
  private readonly origin = monotonic();
  private readonly reading: Promise<void>;
  private ended?: Ending;

  /** @param limit in bytes */
  constructor(child: Child, limit: number) {
    this.child = child;
    this.limit = limit;
    this.reading = this.read().catch(() => undefined);
    void child.ended.then((ending) => {
      this.ended = ending;
    });
  }

  /** @returns why it ended before it was told to; undefined: it did not */
  async end(patience: number): Promise<string | undefined> {
    const early = this.ended;
    const stat = await processOf(localHost(), this.child.pid);
    if (stat) this.cpuSeconds = stat.ticks / TICKS;
    await this.child.end(patience);
    await this.reading;
    return early && wordsOf(early);
  }

  private async read(): Promise<void> {
    for await (const line of this.child.lines()) this.take(line);
  }

  private take(line: string): void {
    if (this.dropped > 0 || this.bytes + line.length > this.limit) {
      this.dropped++;
      return;
    }
    this.bytes += line.length;
    this.lines.push(line);
    this.times.push(Number(monotonic() - this.origin) / NS_PER_SECOND);
  }
}

const wordsOf = ({ exitCode, signal, stderr }: Ending): string =>
  `it ended early, ${signal ? `by ${signal}` : `with exit code ${exitCode}`}${stderr.trim() ? `: ${stderr.trim()}` : ''}`;
