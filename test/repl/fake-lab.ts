/** A lab without VMs behind it: names that can come and go, and handles that are open or not. */
import type { DomainState } from '../../lib/driver/driver.ts';
import type { Lab } from '../../lib/lab/lab.ts';
import type { VmStats } from '../../lib/lab/vm/stats.ts';
import type { Vm } from '../../lib/lab/vm/vm.ts';

export interface FakeLab extends Lab {
  /** Who is there. */
  readonly present: Set<string>;
  /** How often it was asked who is there. */
  asked: number;
}

export interface FakeVm {
  readonly state?: DomainState;
  readonly quota?: number | 'max';
  readonly stats?: VmStats;
}

const unsupported = () => Promise.reject(new Error('there is no such thing'));

/** @param about what its VMs answer, by name */
export function fakeLab(uri: string, names: readonly string[], about: Readonly<Record<string, FakeVm>> = {}): FakeLab {
  const [present, open] = [new Set(names), new Map<string, Vm>()];
  const vm = (name: string) => fakeVm(name, open, about[name] ?? {});
  const lab = {
    ...{ uri, present, asked: 0, session: {}, open: unsupported, record: unsupported, vm },
    vms: (pattern?: string) => {
      if (pattern === undefined) return [...open.values()];
      lab.asked++;
      return Promise.resolve([...present].map(vm));
    },
  };
  return lab as unknown as FakeLab;
}

function fakeVm(name: string, open: Map<string, Vm>, { state = 'running', quota = 'max', stats }: FakeVm): Vm {
  const vm = {
    name,
    cgroup: { cpu: { quota: async () => quota }, memory: { max: unsupported } },
    network: { rate: unsupported },
    info: async () => ({ name, state }),
    stats: async () => stats ?? unsupported(),
    get held() {
      if (!open.has(name)) throw new Error('NOT_OPEN');
      return name;
    },
    open: async () => void open.set(name, vm as unknown as Vm),
    close: async () => void open.delete(name),
    toJSON: () => ({ name, open: open.has(name) }),
  };
  return vm as unknown as Vm;
}
