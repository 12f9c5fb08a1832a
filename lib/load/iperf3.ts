/**
 * iperf3 under HTB: it sends as fast as it is let, and the step clock moves the limit on the VM's own end of its veth.
 */
import { Scope } from '../core/scope.ts';
import { execArguments } from '../driver/local/exec-arguments.ts';
import type { VmNetwork } from '../driver/local/network/network.ts';
import type { Host } from '../host/host.ts';
import { durationOf, type Trace } from '../trace/trace.ts';
import { type Engine, MARGIN_S, type RunningEngine } from './engine.ts';
import { type EngineProgram, startEngineProgram } from './engine-program.ts';
import { clientArguments, type Iperf3Load, isConnected } from './iperf3-arguments.ts';
import { startServer } from './iperf3-server.ts';
import { rateWrites } from './rate-writes.ts';
import { spawnCommanded } from './spawn-commanded.ts';

export interface Iperf3Setup {
  readonly host: Host;
  /** Ends the start. */
  readonly signal: AbortSignal;
  readonly joinFiles: readonly string[];
  readonly network: Pick<VmNetwork, 'netns' | 'hostAddress' | 'rate' | 'rateArgv' | 'rateLine'>;
  readonly protocol: 'udp' | 'tcp';
  /** The user's own iperf3 server; without it, one at the other end of the veth pair. */
  readonly server?: Receiver;
  /** What is to be sent. */
  readonly target: Trace;
}

export type Receiver = Pick<Iperf3Load, 'to' | 'port'>;

/** An engine that sends by iperf3, from the VM's groups and namespace. */
export const iperf3Engine = (setup: Iperf3Setup): Engine => ({
  resources: ['tx'],
  program: { name: 'iperf3', package: 'iperf3' },
  start: async () => {
    const scope = new Scope();
    try {
      return await startIperf3(setup, scope);
    } catch (error) {
      await scope[Symbol.asyncDispose]();
      throw error;
    }
  },
});

/** Until the first step: fast enough for the two to come to terms, and for a frame's debt (HTB keeps it as time) to be soon paid. */
const STARTING_RATE = 125_000;

async function startIperf3(setup: Iperf3Setup, scope: Scope): Promise<RunningEngine> {
  const { network, target } = setup;
  const problems: string[] = [];
  await limit(setup, scope);
  const server = setup.server ?? (await ownServer(setup, scope));
  const client = await startClient(setup, server);
  scope.defer(() => client.end());
  const { child, commands } = await spawnCommanded(execArguments({ joinFiles: [] }, network.rateArgv));
  scope.defer(() => child.end());
  scope.defer(async () => commands.closeUnlessTaken());
  void child.ended.then(({ stderr }) => stderr === '' || problems.push(`tc: ${stderr.trim()}`));
  const steps = { bytes: target.tx, interval: target.interval };
  return {
    streams: () => [{ sink: commands.take(), writes: rateWrites(steps, network.rateLine) }],
    get problems() {
      return [...client.problems, ...problems];
    },
    [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose](),
  };
}

/** An undo leaves a limit alone that is not the one that was set: so the one that was set is put back first. */
async function limit({ host, network }: Iperf3Setup, scope: Scope): Promise<void> {
  scope.use(await network.rate({ tx: STARTING_RATE }));
  scope.defer(() => host.run(network.rateArgv, { input: network.rateLine(STARTING_RATE) }));
}

async function ownServer({ network, signal }: Iperf3Setup, scope: Scope): Promise<Receiver> {
  const to = network.hostAddress;
  const { port, program } = await startServer(to, signal);
  scope.defer(() => program.end());
  return { to, port };
}

const startClient = (
  { joinFiles, network: { netns }, protocol, target, signal }: Iperf3Setup,
  server: Receiver,
): Promise<EngineProgram> =>
  startEngineProgram({
    argv: clientArguments({ ...server, protocol, seconds: durationOf(target) + MARGIN_S }),
    place: { joinFiles, netns },
    signal,
    isReady: isConnected,
  });
