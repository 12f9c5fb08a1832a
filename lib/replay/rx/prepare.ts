/** Makes one target ready: its class, the tc that watches it, and an agent outside any VM that sends to it. */
import { classId } from '../../driver/local/network/htb.ts';
import type { Shaper } from '../../driver/local/network/shaper.ts';
import { startAgent } from '../../load/agent.ts';
import { agentWrites } from '../../load/agent-writes.ts';
import type { WriteStream } from '../../load/timed-writes.ts';
import { createTrace, type Trace } from '../../trace/trace.ts';
import type { GeneratorParts, Prepared } from '../prepared.ts';
import { recordClass } from './class-recorder.ts';
import { startClassSampler } from './class-sampler.ts';
import { ceilingOf, commandsOf } from './commands.ts';
import type { RxPlan } from './plan.ts';

/** @throws InputError 'MINOR_TAKEN', VmlabError 'FOREIGN_QDISC' as Shaper.addTarget; RunError 'AGENT' where nothing can be sent there. */
export async function prepareTarget(
  { scope, signal }: GeneratorParts,
  plan: RxPlan,
  shaper: Shaper,
): Promise<Prepared> {
  const { target, to, name } = plan;
  const { address, port, minor, protocol } = to;
  scope.use(await shaper.addTarget({ address, port, minor, rate: ceilingOf(target) }));
  const sampler = scope.use(await startClassSampler(shaper));
  const agent = scope.use(
    await startAgent({ joinFiles: [], network: { address, port, protocol, interface: to.interface } }, signal),
  );
  const streams = (origin: bigint): WriteStream[] => [
    { sink: agent.takeSteps(), writes: agentWrites(sent(target), ['tx'], origin) },
    { sink: sampler.takeCommands(), writes: commandsOf(target, shaper, minor) },
  ];
  return {
    spec: { plan, place: { name, joinFiles: [] } },
    agent,
    counters: {
      rx: {
        parse: Number,
        measuredBy: `bytes that class ${classId(minor)} of ${to.interface} let out (tc -statistics)`,
      },
    },
    record: (steps, onStep) => recordClass(sampler, steps, onStep),
    streams,
    accompany: () => agent.ended,
  };
}

/** What a VM received is what is sent to it. */
const sent = ({ name, interval, rx }: Trace): Trace => createTrace(name, { interval, tx: rx });
