/**
 * Starts what makes the loads of one replay, in its place: the agent, a sink for what it sends, a file for what it writes.
 */
import { join } from 'node:path';
import type { Scope } from '../core/scope.ts';
import type { Session } from '../core/session.ts';
import type { Host } from '../host/host.ts';
import { startAgent } from '../load/agent.ts';
import type { AgentSetup } from '../load/agent-arguments.ts';
import { type Disk, openDisk } from '../load/disk.ts';
import { startSink } from '../load/sink.ts';
import type { DiskSpec, NetworkSpec } from '../load/spec.ts';
import { processCounters } from '../record/process-counters.ts';
import type { Resource } from '../trace/trace.ts';
import type { Prepared } from './outcome.ts';
import type { Place } from './place.ts';
import type { Plan } from './plan.ts';

export interface GeneratorParts {
  readonly host: Host;
  readonly session: Session;
  /** Holds all that is started, until the run is over. */
  readonly scope: Scope;
}

export interface GeneratorSpec {
  readonly plan: Plan;
  readonly place: Place;
  readonly disk?: DiskSpec;
  readonly network?: NetworkSpec;
}

/** How far above the highest target the quota stands: it is a ceiling for mistakes, not the means of control. */
const CEILING = { factor: 1.1, cores: 0.05 };

/** @returns the agent, ready and waiting for its steps, and where what it does is counted */
export async function startGenerators(parts: GeneratorParts, spec: GeneratorSpec): Promise<Omit<Prepared, 'spec'>> {
  const { place } = spec;
  const setup = await setUp(parts, spec);
  const { read, write, ...others } = place.counters ?? {};
  const disk = setup.disk && place.countDisk ? await place.countDisk(setup.disk.path) : {};
  await setCeiling(parts.scope, spec);
  const agent = parts.scope.use(await startAgent(setup));
  return { agent, counters: place.counters ? { ...others, ...disk } : processCounters(agent.pid) };
}

async function setUp(parts: GeneratorParts, spec: GeneratorSpec): Promise<AgentSetup> {
  const { plan, place } = spec;
  const { joinFiles, netns, counters } = place;
  const has = (resource: Resource) => plan.target[resource].some((value) => value > 0);
  return {
    joinFiles,
    netns,
    cpu: plan.resources.includes('cpu') ? { pace: plan.pace, counter: counters?.cpu?.file } : undefined,
    memory: plan.resources.includes('memory') ? { counter: counters?.memory?.file } : undefined,
    disk: has('read') || has('write') ? await diskOf(parts, spec) : undefined,
    network: has('tx') ? await networkOf(parts.scope, spec) : undefined,
  };
}

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
