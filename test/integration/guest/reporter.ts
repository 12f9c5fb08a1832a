/** What tests say in the guest, as lines of JSON; a last line tells how many there were, so that none is lost unseen. */
import type { TestEvent } from 'node:test/reporters';

export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly failure?: string;
}

export type Line = Outcome | { readonly said: string } | { readonly ended: number };

// biome-ignore lint/style/noDefaultExport: node:test takes a module's default export
export default async function* reporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let ended = 0;
  for await (const event of events) {
    const line = lineOf(event);
    if (line && 'name' in line) ended++;
    if (line) yield `${JSON.stringify(line)}\n`;
  }
  yield `${JSON.stringify({ ended } satisfies Line)}\n`;
}

function lineOf({ type, data }: TestEvent): Line | undefined {
  if (type === 'test:pass') return { name: data.name, seconds: data.details.duration_ms / 1000 };
  if (type === 'test:fail')
    return { name: data.name, seconds: data.details.duration_ms / 1000, failure: reasonOf(data.details.error) };
  if (type === 'test:diagnostic') return { said: data.message };
  return undefined;
}

/** node:test wraps what was thrown. */
const reasonOf = ({ cause, message }: Error): string =>
  cause instanceof Error ? (cause.stack ?? cause.message) : message;
