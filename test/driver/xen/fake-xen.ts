/** A Xen that is only what `xl` says of it: the commands that the driver gives change it, and it prints as the real one does. */
import { HostError } from '../../../lib/core/errors.ts';
import { type MemoryHost, memoryHost } from '../../../lib/host/memory.ts';

export interface FakeDomain {
  readonly id: number;
  name: string;
  readonly uuid?: string;
  /** As xl prints them. */
  letters: string;
  /** MiB. */
  memory: number;
  readonly maximum: number;
  /** KiB; its balloon follows at once. */
  target: number;
  weight: number;
  cap: number;
  readonly scheduler?: string;
  readonly affinity: string[];
}

export const fakeDomain = (given: Partial<FakeDomain> & Pick<FakeDomain, 'id' | 'name'>): FakeDomain => ({
  ...{ uuid: `00000000-0000-4000-8000-0000000000${given.id}`, letters: '-b----', memory: 128, maximum: 128 },
  ...{ target: 128 * 1024, weight: 256, cap: 0, affinity: ['all'] },
  ...given,
});

export interface FakeXen {
  readonly host: MemoryHost;
  readonly domains: FakeDomain[];
}

const INFO = 'nr_cpus                : 4\ntotal_memory           : 4096\nxen_version            : 4.17.7\n';

/** @param files what `xl -N create` prints of each, by its path */
export function fakeXen(domains: FakeDomain[], files: Readonly<Record<string, string>> = {}): FakeXen {
  const find = (id?: string): FakeDomain => domains.find((each) => each.id === Number(id)) ?? refuse(id);
  const answers: Readonly<Record<string, (words: readonly string[]) => string>> = {
    info: () => INFO,
    list: ([flag, id]) => (flag === '-l' ? long(id === undefined ? domains : [find(id)]) : table(domains)),
    'vcpu-list': ([id]) => vcpus(find(id)),
    'vcpu-pin': ([id, vcpu, cpus]) => done(() => find(id).affinity.splice(Number(vcpu), 1, String(cpus))),
    'mem-set': ([id, size]) => done(() => balloon(find(id), Number.parseInt(String(size), 10))),
    'sched-credit2': ([, id, flag, value]) =>
      done(() => Object.assign(find(id), { [flag === '-w' ? 'weight' : 'cap']: Number(value) })),
    pause: ([id]) => done(() => Object.assign(find(id), { letters: '--p---' })),
    unpause: ([id]) => done(() => Object.assign(find(id), { letters: '-b----' })),
    destroy: ([id]) => done(() => domains.splice(domains.indexOf(find(id)), 1)),
    shutdown: ([, id]) => done(() => Object.assign(find(id), { letters: '---s--' })),
    '-N': ([, , file]) => files[String(file)] ?? refuse(file),
    create: ([, file]) =>
      done(() => domains.push(fakeDomain({ id: 99, name: JSON.parse(files[String(file)] as string).c_info.name }))),
  };
  const run = ([, command = '', ...words]: readonly string[]) => ({
    stdout: answers[command]?.(words) ?? refuse(command),
  });
  return { host: memoryHost({}, { run }), domains };
}

function done(act: () => unknown): string {
  act();
  return '';
}

const refuse = (what: unknown): never => {
  const stderr = `${what} is an invalid domain identifier (rc=-6)`;
  throw new HostError({ host: 'memory:', operation: 'run', target: 'xl', stderr });
};

function balloon(domain: FakeDomain, target: number): void {
  domain.target = target;
  domain.memory = Math.floor(target / 1024);
}

const table = (domains: readonly FakeDomain[]): string =>
  ['Name                                        ID   Mem VCPUs\tState\tTime(s)', ...domains.map(row), ''].join('\n');

const row = ({ name, id, memory, affinity, letters }: FakeDomain): string =>
  `${name.padEnd(40)} ${pad(id)} ${pad(memory)} ${pad(affinity.length)}     ${letters}  ${'1.5'.padStart(8)}`;

const pad = (value: number): string => String(value).padStart(5);

const long = (domains: readonly FakeDomain[]): string =>
  JSON.stringify(domains.filter(({ name }) => name !== '(null)').map(configuration));

const configuration = ({ id, name, uuid, maximum, target, weight, cap, scheduler = 'credit2' }: FakeDomain) => ({
  domid: id,
  config: {
    c_info: { name, uuid },
    b_info: {
      ...{ max_vcpus: 1, max_memkb: maximum * 1024, target_memkb: target },
      sched_params: { sched: scheduler, weight, cap },
    },
  },
});

const vcpus = ({ name, id, affinity }: FakeDomain): string =>
  [
    'Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)',
    ...affinity.map((cpus, vcpu) => `${name.padEnd(32)} ${pad(id)} ${pad(vcpu)}    -   -b-       1.5  ${cpus} / all`),
    '',
  ].join('\n');
