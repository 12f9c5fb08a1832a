import type { Host } from '../../../host/host.ts';
import type { Vm } from '../../../lab/vm/vm.ts';
import type { CollectorContext } from '../../collector/collector.ts';
import { directoriesOf } from '../../collector/directories.ts';

/** What a text is of: its kind, then the VM's name, which may have spaces. */
export const keyOf = (kind: string, vm: string): string => `${kind} ${vm}`;

/** The opposite of `keyOf`. */
export function ofKey(key: string): { readonly kind: string; readonly vm: string } {
  const end = key.indexOf(' ');
  return { kind: key.slice(0, end), vm: key.slice(end + 1) };
}

/** A VM that is read, whatever its files say; that it was read at all is a text, too. */
export const SEEN = 'seen';
export const NO_PRESSURE = 'no-pressure';
export const THROTTLING = 'cpu.stat';
/** Of one thread: its id follows. */
export const WAITING = 'schedstat:';
export const PRESSURES = { cpu: 'cpu.pressure', memory: 'memory.pressure', io: 'io.pressure' } as const;

/** The texts of all that is told of a VM now. Of one that has gone there are none. */
export async function readVm(vm: Vm, { host, sections }: CollectorContext): Promise<Record<string, string>> {
  const directories = await directoriesOf(vm, host).catch(() => undefined);
  if (directories === undefined) return {};
  const texts: readonly Text[] = [
    [SEEN, 'yes'],
    ...(sections.includes('pressure') ? await pressureOf(host, directories) : []),
    ...(sections.includes('schedule') ? await firstOf(host, directories, THROTTLING) : []),
    ...(sections.includes('schedule') ? await waitingOf(vm, host) : []),
  ];
  return Object.fromEntries(texts.map(([kind, text]) => [keyOf(kind, vm.name), text]));
}

type Text = readonly [kind: string, text: string];

async function pressureOf(host: Host, directories: readonly string[]): Promise<Text[]> {
  const texts = await Promise.all(Object.values(PRESSURES).map((name) => firstOf(host, directories, name)));
  return texts.flat().length > 0 ? texts.flat() : [[NO_PRESSURE, 'yes']];
}

/** What is nowhere is left out. */
async function firstOf(host: Host, directories: readonly string[], name: string): Promise<Text[]> {
  for (const directory of directories) {
    const text = await readIfThere(host, `${directory}/${name}`);
    if (text !== undefined && (name !== THROTTLING || text.includes('nr_throttled'))) return [[name, text]];
  }
  return [];
}

/** Of each thread: the file of a process is of its first one alone. */
async function waitingOf(vm: Vm, host: Host): Promise<Text[]> {
  const pids = (await vm.held.domain.processes?.().catch(() => [])) ?? [];
  const threads = await Promise.all(pids.map((pid) => host.list(`/proc/${pid}/task`).catch(() => [])));
  const texts = threads.flatMap((ids, index) =>
    ids.map(async (id): Promise<Text[]> => {
      const text = await readIfThere(host, `/proc/${pids[index]}/task/${id}/schedstat`);
      return text === undefined ? [] : [[`${WAITING}${id}`, text]];
    }),
  );
  return (await Promise.all(texts)).flat();
}

const readIfThere = (host: Host, file: string): Promise<string | undefined> =>
  host.readFile(file).catch(() => undefined);
