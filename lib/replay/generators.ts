/**
 * Starts what makes the loads of one replay, in its place: the engines that were asked for, and the agent for all else.
 */
import { join } from 'node:path';
import type { Scope } from '../core/scope.ts';
import { type Agent, startAgent } from '../load/agent.ts';
import type { AgentSetup } from '../load/agent-arguments.ts';
import { agentWrites } from '../load/agent-writes.ts';
import { type Disk, openDisk } from '../load/disk.ts';
import type { Engine, RunningEngine } from '../load/engine.ts';
import { startSink } from '../load/sink.ts';
import type { StepTargets } from '../load/spec.ts';
import type { WriteStream } from '../load/timed-writes.ts';
import type { Counters } from '../record/counter.ts';
import { processCounters } from '../record/process-counters.ts';
import { enginesOf, type Moving } from './engines.ts';
import type { Place } from './place.ts';
import type { Plan } from './plan.ts';
import type { GeneratorParts, GeneratorSpec, Prepared } from './prepared.ts';

/** How far above the highest target the quota stands: it is a ceiling for mistakes, not the means of control. */
const CEILING = { factor: 1.1, cores: 0.05 };

/** @returns the agent and the engines, ready and waiting for their steps, and where what they do is counted */
export async function startGenerators(parts: GeneratorParts, spec: GeneratorSpec): Promise<Omit<Prepared, 'spec'>> {
  const { scope, signal } = parts;
  const moving = await movingIn(parts, spec);
  const chosen = await enginesOf(parts, spec, moving);
  const counters = await countersOf(spec.place, moving.disk);
  const engines: RunningEngine[] = [];
  for (const engine of chosen) engines.push(scope.use(await engine.start()));
  await setCeiling(scope, spec);
  const rest = { ...moving, loads: without(chosen, moving.loads) };
  const agent = scope.use(await startAgent(await setUp(scope, spec, rest), signal));
  const streams = (origin: bigint) => [
    agentStream(agent, spec.plan, { chosen, origin }),
    ...engines.flatMap((engine) => engine.streams()),
  ];
  return {
    agent,
    engines,
    counters: counters ?? processCounters(agent.pid),
    streams,
    accompany: () => agent.ended,
  };
}

/** What is counted in bytes in the step, and rests where they are 0. */
const MOVED = ['read', 'write', 'tx'] as const;

async function movingIn(parts: GeneratorParts, spec: GeneratorSpec): Promise<Moving> {
  const loads = MOVED.filter((load) => spec.plan.target[load].some((bytes) => bytes > 0));
  return { loads, disk: loads.some((load) => load !== 'tx') ? await diskOf(parts, spec) : undefined };
}

async function countersOf({ counters, countDisk }: Place, disk: Disk | undefined): Promise<Counters | undefined> {
  if (counters === undefined) return undefined;
  const { read, write, ...others } = counters;
  return { ...others, ...(disk && (await countDisk?.(disk.path))) };
}

async function setUp(scope: Scope, spec: GeneratorSpec, { loads, disk }: Moving): Promise<AgentSetup> {
  const { plan, place } = spec;
  const { joinFiles, promptFile, netns, counters } = place;
  return {
    joinFiles,
    promptFile,
    netns,
    cpu: plan.resources.includes('cpu') ? { pace: plan.pace, counter: counters?.cpu?.file } : undefined,
    memory: plan.resources.includes('memory') ? { counter: counters?.memory?.file } : undefined,
    disk: loads.some((load) => load !== 'tx') ? disk : undefined,
    network: loads.includes('tx') ? await networkOf(scope, spec) : undefined,
  };
}

function agentStream(agent: Agent, { resources, asked }: Plan, { chosen, origin }: AgentPart): WriteStream {
  const loads = without(chosen, resources as readonly (keyof StepTargets)[]);
  return { sink: agent.takeSteps(), writes: agentWrites(asked, loads, origin) };
}

interface AgentPart {
  readonly chosen: readonly Engine[];
  readonly origin: bigint;
}

/** The agent makes what no engine makes. */
const without = <Load extends keyof StepTargets>(engines: readonly Engine[], loads: readonly Load[]): Load[] =>
  loads.filter((load) => !engines.some(({ resources }) => resources.includes(load)));

async function diskOf({ scope, ...parts }: GeneratorParts, { place, disk }: GeneratorSpec): Promise<Disk> {
  const file = disk?.file ?? join(process.env.TMPDIR ?? '/var/tmp', `vmlab-${place.name}-${process.pid}.disk`);
  return scope.use(await openDisk(parts, { ...disk, file }));
}

async function networkOf(scope: Scope, { place, network }: GeneratorSpec): Promise<AgentSetup['network']> {
  const protocol = network?.protocol ?? 'udp';
  const counter = place.counters?.tx?.file;
  const to = network?.to;
  if (to !== undefined)
    return { address: to, port: network?.port ?? 9, protocol, counter, interface: network?.interface };
  const sink = scope.use(await startSink(place.network?.hostAddress ?? '127.0.0.1', protocol));
  return { address: sink.address, port: sink.port, protocol, counter };
}

async function setCeiling(scope: Scope, { plan, place }: GeneratorSpec): Promise<void> {
  if (!plan.resources.includes('cpu')) return;
  const peak = plan.target.cpu.reduce((most, cores) => Math.max(most, cores || 0), 0);
  const ceiling = await place.setCeiling?.(peak * CEILING.factor + CEILING.cores);
  if (ceiling) scope.use(ceiling);
}
