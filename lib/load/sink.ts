import { RunError } from '../core/errors.ts';
import { spawnProgram } from '../host/local/spawn.ts';
import { sinkArguments } from './agent-arguments.ts';

/** A receiver of what a network load sends: takes everything in and forgets it. */
export interface Sink extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
}

/** @throws RunError (code 'SINK') when it cannot listen there. @example const sink = await startSink('127.0.0.1', 'udp'); */
export async function startSink(address: string, protocol: 'udp' | 'tcp'): Promise<Sink> {
  const child = await spawnProgram(sinkArguments(address, protocol));
  for await (const line of child.lines()) {
    const { type, port } = JSON.parse(line) as { type: string; port: number };
    if (type === 'listening') return { address, port, [Symbol.asyncDispose]: async () => void (await child.end()) };
  }
  const { stderr } = await child.end();
  throw new RunError('SINK', `no ${protocol} sink could listen on ${address}: ${stderr.trim()}`);
}
