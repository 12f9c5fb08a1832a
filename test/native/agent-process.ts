// Runs vmlab-agent for the tests: VMLAB_AGENT names another build of it (one with sanitizers, say).
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { agentPath } from '../../lib/native.ts';

export interface Line {
  readonly type: string;
  readonly [key: string]: string | number;
}

export interface Ended {
  readonly lines: readonly Line[];
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

export const agent = process.env.VMLAB_AGENT ?? builtAgent();
export const skip = agent === undefined ? 'vmlab-agent is not built here' : false;

export class AgentProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: Line[] = [];
  readonly #ended: Promise<Ended>;
  #stderr = '';

  constructor(args: readonly string[]) {
    this.child = spawn(agent ?? '', [...args]);
    this.child.stdin.on('error', () => {}); // it may have ended before it read all
    this.child.stderr.on('data', (text) => {
      this.#stderr += text;
    });
    const exited = once(this.child, 'close');
    createInterface(this.child.stdout).on('line', (line) => this.lines.push(JSON.parse(line)));
    this.#ended = exited.then(([status, signal]) => ({ lines: this.lines, status, signal, stderr: this.#stderr }));
  }

  send(text: string): void {
    this.child.stdin.write(text);
  }

  async line(type: string): Promise<Line> {
    for (let waited = 0; waited < 30_000; waited += 5) {
      const found = this.lines.find((line) => line.type === type);
      if (found !== undefined) return found;
      await delay(5);
    }
    throw new Error(`no line of type ${type} among ${JSON.stringify(this.lines)} ${this.#stderr}`);
  }

  closeInput(): void {
    this.child.stdin.end();
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }
}

/** Steps of one length, in s, that begin a moment from now. */
export function steps(targets: readonly string[], length: number): string {
  const duration = BigInt(Math.round(length * 1e9));
  const origin = process.hrtime.bigint() + 50_000_000n;
  const at = (index: number) => origin + BigInt(index) * duration;
  return targets.map((target, index) => `step ${index} ${at(index)} ${at(index + 1)} ${target}\n`).join('');
}

/** Runs a whole plan to its end. */
export async function runPlan(args: readonly string[], plan: () => string): Promise<Ended> {
  const running = new AgentProcess(['load', ...args]);
  await running.line('ready');
  running.send(`${plan()}end\n`);
  return running.ended();
}

export function sum(lines: readonly Line[], key: string): number {
  return lines.filter((line) => line.type === 'step').reduce((total, line) => total + Number(line[key]), 0);
}

function builtAgent(): string | undefined {
  try {
    return agentPath();
  } catch {
    return undefined;
  }
}
