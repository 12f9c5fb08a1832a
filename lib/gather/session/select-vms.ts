/**
 * Whom a run is about: handles, names, a file with names, or a pattern.
 */
import { InputError } from '../../core/errors.ts';
import { namePattern } from '../../core/name-pattern.ts';
import { nearestFirst } from '../../core/nearest.ts';
import { readText } from '../../host/local/files.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import type { GatherSpec } from './options.ts';
import { type ListedVm, readVmFile } from './vm-file.ts';

/** VMs while they are gathered from: those that it opened itself are let go in the end. */
export interface Selection extends AsyncDisposable {
  readonly wanted: readonly Vm[] | string;
  /** Those that are there now, open. */
  list(): Promise<readonly Vm[]>;
}

const MOST_BYTES = 2 ** 24;

/** @throws InputError, with the nearest names and where it stands, for a VM that is not there; HostError for a file that cannot be read */
export async function selectVms({ vms, vmFile }: GatherSpec, lab: Lab): Promise<Selection> {
  if (vmFile !== undefined) return ofNames(lab, readVmFile(await readText(vmFile, MOST_BYTES), vmFile), vmFile);
  return typeof vms === 'string' ? byPattern(lab, vms) : ofList(lab, vms);
}

async function ofList(lab: Lab, vms: readonly (Vm | string)[]): Promise<Selection> {
  const names = vms.filter((vm) => typeof vm === 'string').map((name) => ({ name, line: 0 }));
  const handles = vms.filter((vm) => typeof vm !== 'string');
  const found = await ofNames(lab, names);
  await Promise.all(handles.map((vm) => vm.open()));
  const wanted = [...handles, ...(found.wanted as readonly Vm[])];
  return { ...found, wanted, list: async () => wanted };
}

async function ofNames(lab: Lab, listed: readonly ListedVm[], file?: string): Promise<Selection> {
  const there = new Map((listed.length === 0 ? [] : await allOf(lab)).map((vm) => [vm.name, vm]));
  const absent = listed.find(({ name }) => !there.has(name));
  if (absent) throw notThere(absent, { lab, names: [...there.keys()], file });
  const wanted = listed.map(({ name }) => there.get(name) as Vm);
  if (areMadeHere(lab)) return { wanted, list: async () => wanted, [Symbol.asyncDispose]: async () => undefined };
  await Promise.all(wanted.map((vm) => vm.open()));
  return { wanted, list: async () => wanted, [Symbol.asyncDispose]: () => closeAll(wanted) };
}

/** What is there only while somebody holds it is not held: it may go. */
const areMadeHere = ({ uri }: Lab): boolean => uri === 'local:' || uri === 'qemu:';

const allOf = async (lab: Lab): Promise<readonly Vm[]> => (areMadeHere(lab) ? lab.vms() : lab.vms('*'));

interface Searched {
  readonly lab: Lab;
  readonly names: readonly string[];
  readonly file?: string | undefined;
}

function notThere({ name, line }: ListedVm, { lab, names, file }: Searched): InputError {
  const near = nearestFirst(name, names).slice(0, 12).join(', ');
  const advice = names.length === 0 ? 'It has none' : `It has: ${near}`;
  const place = file === undefined ? {} : { file, line };
  return new InputError({ ...place, expected: `the name of a VM on ${lab.uri}`, received: name, advice });
}

function byPattern(lab: Lab, pattern: string): Selection {
  if (!areMadeHere(lab)) return held(lab, pattern);
  const list = async () => lab.vms().filter(({ name }) => namePattern(pattern)(name));
  return { wanted: pattern, list, [Symbol.asyncDispose]: async () => undefined };
}

/** Handles of its own, each kept as long as there is a VM of that name. */
function held(lab: Lab, pattern: string): Selection {
  const open = new Map<string, Vm>();
  const list = async () => {
    const present = new Map((await lab.vms(pattern)).map((vm) => [vm.name, vm]));
    for (const [name, vm] of open) if (!present.has(name)) await leave(open, vm);
    for (const [name, vm] of present) if (!open.has(name)) open.set(name, await vm.open());
    return [...open.values()];
  };
  return { wanted: pattern, list, [Symbol.asyncDispose]: () => closeAll([...open.values()]) };
}

async function leave(open: Map<string, Vm>, vm: Vm): Promise<void> {
  open.delete(vm.name);
  await vm.close();
}

async function closeAll(vms: readonly Vm[]): Promise<void> {
  for (const vm of vms) await vm.close();
}
