import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fileSource } from '../../../host/local/files.ts';
import { agentPath } from '../../../native.ts';
import type { AgentProgram } from './place-agent.ts';

/** The vmlab-agent of this installation. @throws UnsupportedError where it was not built */
export async function agentProgram(): Promise<AgentProgram> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of fileSource(agentPath()).open()) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { bytes, compressed: await promisify(gzip)(bytes), machine: MACHINES[process.arch] ?? process.arch };
}

/** As `uname -m` has it, by Node's word. */
const MACHINES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };
