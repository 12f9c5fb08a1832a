/**
 * Starts what makes the loads of one replay in a guest, where the host measures.
 */
import { RunError, UnsupportedError } from '../../core/errors.ts';
import { type LoadSetup, loadArguments } from '../../load/agent-arguments.ts';
import type { StepTargets } from '../../load/spec.ts';
import type { Counters } from '../../record/counter.ts';
import type { Plan } from '../plan.ts';
import type { GeneratorParts, GeneratorSpec, Prepared } from '../prepared.ts';
import { type ClosedLoop, closeLoop } from './close-loop.ts';
import { conduct } from './conduct.ts';
import { layersOf } from './counters.ts';
import type { GuestVm } from './guest-vm.ts';
import { LoadInGuest } from './load-in-guest.ts';
import { clockNotes, loopNotes } from './notes.ts';
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
  const counters = await vm.domain.counters();
  const setup = await setupOf(parts, { spec, vm, counters });
  const load = await startLoad(parts, vm, setup);
  const layers = layersOf(counters);
  const first = layers[0] as Counters;
  const { vcpus } = await vm.domain.info();
  let loop: ClosedLoop | undefined;
  return {
    agent: load,
    counters: first,
    record: recordLayers(layers),
    streams: () => [],
    accompany: async ({ origin, signal }) => {
      loop = loopOf(spec.plan, { counters: first, vcpus, origin, load });
      const orders = ordersOf(spec.plan.asked, spec.plan.resources as readonly (keyof StepTargets)[]);
      await conduct({ load, orders, origin, signal });
      await loop?.stop();
      await load[Symbol.asyncDispose]();
    },
    notes: () => [...clockNotes(load.rounds), ...loopNotes(loop?.figures)],
  };
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
  const load = scope.use(await LoadInGuest.start({ guest: vm.guest, agent, words }, signal));
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

interface LoopNeeds {
  readonly counters: Counters;
  readonly vcpus: number;
  readonly origin: bigint;
  readonly load: LoadInGuest;
}

/** Only where the script said `subtractOverhead()`, and the host counts. */
function loopOf(plan: Plan, { counters: { cpu }, vcpus, origin, load }: LoopNeeds): ClosedLoop | undefined {
  const isWanted = plan.resources.includes('cpu') && (plan.pace === 'group' || plan.subtracted !== undefined);
  if (!isWanted || cpu === undefined) return undefined;
  const { interval } = plan.target;
  const spec = { interval, target: plan.target.cpu, asked: plan.asked.cpu, most: vcpus };
  return closeLoop({ spec, counter: cpu, origin, tell: (lines) => load.tell(lines) });
}
