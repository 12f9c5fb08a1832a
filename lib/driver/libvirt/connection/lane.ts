/**
 * A few virsh processes that share the work: a command takes one that is free, and waits where all are busy. One that was lost is replaced.
 */
import { HostError } from '../../../core/errors.ts';
import type { Answer } from './frame.ts';
import type { Patience } from './in-time.ts';
import { startVirsh, type Virsh } from './virsh.ts';
import { errorWords } from './words.ts';

export class Lane {
  readonly #uri: string;
  readonly #free: Virsh[] = [];
  readonly #waiting: (() => void)[] = [];
  #places: number;

  /** @param most processes at once; none is started before it is needed */
  constructor(uri: string, most: number) {
    this.#uri = uri;
    this.#places = most;
  }

  /** @returns what it printed. @throws HostError with libvirt's words where the command failed; as Virsh.ask. */
  async run(command: readonly string[], patience: Patience): Promise<string> {
    await this.#takePlace();
    try {
      patience.signal?.throwIfAborted();
      return printed(this.#uri, command, await this.#ask(command, patience));
    } finally {
      this.#leavePlace();
    }
  }

  /** Ends those that are free. The others do as their commands end. */
  async end(): Promise<void> {
    await Promise.all(this.#free.splice(0).map((virsh) => virsh.end()));
  }

  async #ask(command: readonly string[], patience: Patience): Promise<Answer> {
    const virsh = await this.#oneThatIsGood();
    try {
      return await virsh.ask(command, patience);
    } finally {
      if (virsh.isGood) this.#free.push(virsh);
      else void virsh.end();
    }
  }

  async #oneThatIsGood(): Promise<Virsh> {
    for (let virsh = this.#free.pop(); virsh; virsh = this.#free.pop()) {
      if (virsh.isGood) return virsh;
      void virsh.end();
    }
    return startVirsh(this.#uri);
  }

  async #takePlace(): Promise<void> {
    if (this.#places > 0) this.#places--;
    else await new Promise<void>((come) => this.#waiting.push(come));
  }

  /** To who waits longest, if anybody does. */
  #leavePlace(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#places++;
  }
}

/** The most of a command that an error names: one to a guest's agent may carry a file. */
const SHOWN = 120;

function printed(host: string, command: readonly string[], { stdout, stderr }: Answer): string {
  if (!/^error: /m.test(stderr)) return stdout;
  const target = `virsh ${command.join(' ')}`.slice(0, SHOWN);
  throw new HostError({ host, operation: 'run', target, stderr: errorWords(stderr) });
}
