/**
 * Starts what makes the loads of one replay in a guest, where the host measures.
 */
import { RunError, UnsupportedError } from '../../core/errors.ts';
import type { Domain, DomainCounters } from '../../driver/driver.ts';
import { type LoadSetup, loadArguments } from '../../load/agent-arguments.ts';
import type { StepTargets } from '../../load/spec.ts';
import type { Plan } from '../plan.ts';
import type { GeneratorParts, GeneratorSpec, Prepared } from '../prepared.ts';
import { type ClosedLoop, closeLoop } from './close-loop.ts';
import type { LoopSpec } from './closed-loop.ts';
import { conduct } from './conduct.ts';
import { layersOf } from './counters.ts';
import type { GuestVm } from './guest-vm.ts';
import { lessResident, levelNow } from './less-resident.ts';
import { type LoadInGuest, startLoadInGuest } from './load-in-guest.ts';
import { clockNotes, loopNotes, unseenNotes } from './notes.ts';
import { ordersOf } from './orders.ts';
import { recordLayers } from './record-layers.ts';
import { setupOf } from './setup.ts';

/** The shortest of them tells most. */
const CLOCK_ROUNDS = 8;
const MOST_ROUNDS = 40;

/**
 * @returns the agent in the guest, ready and waiting for its orders, and where the host counts what the domain uses
 * @throws RunError 'AGENT' where it could not start; UnsupportedError for engines other than the agent's own, which are not in a guest
 */
export async function startInGuest(parts: GeneratorParts, spec: GeneratorSpec): Promise<Omit<Prepared, 'spec'>> {
  const vm = spec.place.guest as GuestVm;
  requireOwnEngines(spec);
  const { counters, why } = await countersOf(vm.domain);
  const load = await startLoad(parts, vm, await setupOf(parts, { spec, vm, counters }));
  const layers = layersOf(counters);
  const [first = {}] = layers;
  const asked = lessResident(spec.plan.asked, await levelNow(parts.host, first.memory));
  const orders = ordersOf(asked, spec.plan.resources as readonly (keyof StepTargets)[]);
  const loopSpec = loopSpecOf(spec.plan, (await vm.domain.info()).vcpus);
  let loop: ClosedLoop | undefined;
  return {
    agent: load,
    counters: first,
    record: recordLayers(layers),
    streams: () => [],
    accompany: async ({ origin, signal }) => {
      loop =
        loopSpec &&
        first.cpu &&
        closeLoop({ spec: loopSpec, counter: first.cpu, origin, tell: (lines) => load.tell(lines) });
      await conduct({ load, orders, origin, signal });
      await loop?.stop();
      await load[Symbol.asyncDispose]();
    },
    notes: (achieved) => [
      ...why,
      ...clockNotes(load.rounds),
      ...loopNotes(loop?.figures),
      ...unseenNotes(load.claims, achieved),
    ],
  };
}

/** What only the machine that a domain runs on can count is told by the agent then, and why. */
async function countersOf(domain: Domain): Promise<{ counters: DomainCounters; why: string[] }> {
  try {
    return { counters: await domain.counters(), why: [] };
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    return { counters: {}, why: [`nothing was measured on the host: ${error.message}`] };
  }
}

function requireOwnEngines({ disk, network, place }: GeneratorSpec): void {
  const engine = [disk?.engine, network?.engine].find((name) => name !== undefined && name !== 'agent');
  if (engine === undefined) return;
  const remedy = "use the agent's own engine there";
  throw new UnsupportedError({ what: `engine: '${engine}'`, where: `the guest ${place.name}`, remedy });
}

async function startLoad({ scope, signal }: GeneratorParts, vm: GuestVm, setup: LoadSetup): Promise<LoadInGuest> {
  const { agent, release } = await vm.agents.hold(vm.guest);
  scope.defer(release);
  const words = loadArguments(setup);
  const load = scope.use(await startLoadInGuest({ guest: vm.guest, agent, words }, signal));
  await askClock(load, signal);
  return load;
}

/** @throws RunError 'AGENT' where it says nothing of it */
async function askClock(load: LoadInGuest, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS && load.rounds.length < CLOCK_ROUNDS; round++) {
    signal.throwIfAborted();
    if (load.isHeard) await load.tell(['clock']);
    await load.listen();
  }
  if (load.rounds.length === 0) throw new RunError('AGENT', 'the agent in the guest does not tell its time');
}

/** Only where the script said `subtractOverhead()`. */
function loopSpecOf({ resources, pace, subtracted, target, asked }: Plan, vcpus: number): LoopSpec | undefined {
  const isWanted = resources.includes('cpu') && (pace === 'group' || subtracted !== undefined);
  return isWanted ? { interval: target.interval, target: target.cpu, asked: asked.cpu, most: vcpus } : undefined;
}
