/** From what a script said to data: who receives what, step by step. */
import { InputError } from '../../core/errors.ts';
import { checkInterface } from '../../driver/local/network/interface-name.ts';
import { fileSource } from '../../host/local/files.ts';
import { localHost } from '../../host/local/host.ts';
import { describe, type ReadOptions } from '../../trace/format/read.ts';
import type { Plan } from '../plan.ts';
import { planOf } from '../read.ts';
import { parseConfigHost } from './config-host.ts';
import type { RxSpec } from './spec.ts';
import { checkDistinct, checkTarget, type Target } from './target.ts';

/** Where what one target receives is sent. */
export interface Destination {
  readonly address: string;
  readonly port: number;
  /** Of its class `10:MINOR` (tc writes it in hexadecimal). */
  readonly minor: number;
  readonly interface: string;
  readonly protocol: 'udp' | 'tcp';
}

/** A plan whose only resource is `rx`, and where it goes. */
export interface RxPlan extends Plan {
  readonly to: Destination;
}

/** One plan a target, in their order. @throws InputError for a bad target, a row that the recording has not, no interface. */
export async function plansOf(spec: RxSpec<ReadOptions>): Promise<RxPlan[]> {
  const device = checkInterface(spec.interface ?? missing("an interface to send through: .interface('br1')"));
  const targets = checkDistinct(await targetsOf(spec));
  await checkRows(spec, targets);
  const plans: RxPlan[] = [];
  for (const target of targets) plans.push(await planFor(spec, target, device));
  return plans;
}

async function targetsOf({ targets }: RxSpec<ReadOptions>): Promise<Target[]> {
  if (typeof targets === 'string') return parseConfigHost(targets, await localHost().readFile(targets));
  if (targets === undefined || targets.length === 0) return missing("targets: .targets('config_host')");
  return targets.map(checkTarget);
}

/** A row is looked up before any is read, so that the error names the line that asks for it. */
async function checkRows({ file: recording, options }: RxSpec<ReadOptions>, targets: readonly Target[]): Promise<void> {
  const { domains } = await describe(fileSource(recording), options);
  const wrong = targets.find(({ row }) => row > domains.length);
  if (wrong === undefined) return;
  const { file, line, row } = wrong;
  const expected = `a row of ${recording}, from 1 to ${domains.length}`;
  throw new InputError({ file, line, column: 'ROW', expected, received: row });
}

async function planFor(
  { file, options, shapes, protocol = 'udp' }: RxSpec<ReadOptions>,
  target: Target,
  device: string,
) {
  const { address, port, minor, row } = target;
  const plan = await planOf({ file, options, row, shapes, only: ['rx'] });
  const note = `sent to ${address}:${port} (${protocol}) through ${device}, class 10:${minor.toString(16)}`;
  return { ...plan, notes: [...plan.notes, note], to: { address, port, minor, interface: device, protocol } };
}

function missing(expected: string): never {
  throw new InputError({ expected, received: 'none' });
}
