import { type ExecPlace, placeArguments } from '../driver/local/exec-arguments.ts';
import { agentPath } from '../native.ts';

/** What the agent of one VM is told when it starts. Paths are those of the host, also where the VM has a network namespace. */
export interface AgentSetup extends ExecPlace, LoadSetup {
  /** cgroup v1's `tasks` file of the group that the control thread alone is scheduled in. */
  readonly promptFile?: string;
}

/** The loads that it makes, and what each follows. */
export interface LoadSetup {
  /** `slice`: ms from one burning to the next. */
  readonly cpu?: { readonly pace: 'own' | 'group'; readonly counter?: string; readonly slice?: number };
  readonly memory?: { readonly counter?: string };
  readonly disk?: {
    readonly path: string;
    readonly size: number;
    readonly allowDevice?: boolean;
    readonly unlink?: boolean;
  };
  readonly network?: {
    readonly address: string;
    readonly port: number;
    readonly protocol: 'udp' | 'tcp';
    readonly counter?: string;
    readonly interface?: string;
  };
}

/** The command line of `vmlab-agent load` (native/README.md has the protocol). */
export const agentArguments = (setup: AgentSetup): string[] => [
  agentPath(),
  'load',
  ...placeArguments(setup),
  ...flag('--control-join', setup.promptFile),
  ...loadArguments(setup),
];

/** What it is told of its loads, wherever it runs. */
export const loadArguments = (setup: LoadSetup): string[] => [
  ...(setup.cpu ? cpu(setup.cpu) : []),
  ...(setup.memory ? flag('--memory-counter', setup.memory.counter) : []),
  ...(setup.disk ? disk(setup.disk) : []),
  ...(setup.network ? network(setup.network) : []),
];

/** The command line of a receiver that takes in and forgets. */
export const sinkArguments = (address: string, protocol: 'udp' | 'tcp'): string[] => [
  agentPath(),
  'sink',
  '--parent',
  String(process.pid),
  '--address',
  address,
  '--protocol',
  protocol,
];

const cpu = ({ pace, counter, slice }: NonNullable<LoadSetup['cpu']>): string[] => [
  '--cpu-pace',
  pace,
  ...flag('--cpu-counter', counter),
  ...flag('--cpu-slice', slice?.toString()),
];

const disk = ({ path, size, allowDevice, unlink }: NonNullable<AgentSetup['disk']>): string[] => [
  '--disk',
  path,
  '--disk-size',
  String(size),
  ...(allowDevice ? ['--allow-device'] : []),
  ...(unlink ? ['--disk-unlink'] : []),
];

const network = (to: NonNullable<AgentSetup['network']>): string[] => [
  '--network',
  to.address,
  '--port',
  String(to.port),
  '--protocol',
  to.protocol,
  ...flag('--tx-counter', to.counter),
  ...flag('--interface', to.interface),
];

const flag = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);
