import { HostError } from '../../../core/errors.ts';
import type { Host } from '../../../host/host.ts';
import { parsers } from '../../parsers/parsers.ts';
import { EVENTS, PROBE } from './arguments.ts';

/** @returns why the cache cannot be counted here; undefined: it can, as far as one can tell */
export async function reasonAgainst(host: Host): Promise<string | undefined> {
  if (host.uri !== 'local:' && host.uri !== 'memory:')
    return `not supported from another machine: run vmlab on ${host.uri}`;
  try {
    const { stderr, exitCode } = await host.run(PROBE, { anyExitCode: true });
    return exitCode === 0 ? reasonIn(stderr) : `not supported here: perf says: ${stderr.trim()}`;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `not supported here: perf could not be run (${error.message})`;
  }
}

/** @param text what perf counted of a program that does nothing */
export function reasonIn(text: string): string | undefined {
  const counts = parsers.perfStat(text).samples.flatMap((sample) => sample.counts);
  if (counts.some(({ status }) => status !== 'not supported')) return undefined;
  return `not supported by this CPU: it has none of the counters ${EVENTS.join(', ')}, as is so in most VMs`;
}
