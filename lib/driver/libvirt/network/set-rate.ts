/**
 * The rate of one tap in one direction: by libvirt, if it can; else by HTB.
 */
import { HostError, UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import type { Limit } from '../../local/network/rate.ts';
import { applySetting, readSetting, writeSetting } from '../domain-settings.ts';
import { fromKilobytes, kilobytes } from '../limits/units.ts';
import type { DomainParts } from '../parts.ts';
import { refuseForeign } from './foreign.ts';
import { shapedRate, shapeTap, type TapDirection } from './shape.ts';

/** libvirt's words are the host's: what goes to the guest is inbound. */
const PARAMETERS = { rx: 'inbound', tx: 'outbound' } as const;

export async function readRate(parts: DomainParts, at: TapDirection): Promise<Limit> {
  const [average = ''] = (await readSetting(parts, byLibvirt(at))).split(',');
  const limit = fromKilobytes(average);
  return limit === 'max' && parts.uri.isLocal ? shapedRate(parts, at) : limit;
}

const byLibvirt = ({ tap, direction }: TapDirection) =>
  ({ tune: 'domiftune', device: tap, parameter: PARAMETERS[direction] }) as const;

/** Where vmlab shapes one direction of a tap, it does the other as well: libvirt would begin by taking away all that is there. */
export async function setRate(parts: DomainParts, where: TapDirection, limit: Limit): Promise<Undo> {
  const setting = { ...byLibvirt(where), value: `${kilobytes(limit)},0,0` };
  if (!parts.uri.isLocal) return applySetting(parts, setting).catch((cause) => refuseThere(parts, where, cause));
  if (await isShaped(parts, where.tap)) return shapeTap(parts, where, limit);
  if (!(await isLimitedByLibvirt(parts, where.tap))) await refuseForeign(parts.host, where.tap);
  return applySetting(parts, setting).catch((cause) => {
    if (isOfTheKernel(cause)) return shapeTap(parts, where, limit);
    throw cause;
  });
}

/** On another machine there is only libvirt, which also takes away what it left half done: it begins by that, whatever it is told. */
async function refuseThere(parts: DomainParts, where: TapDirection, cause: unknown): Promise<never> {
  if (!isOfTheKernel(cause)) throw cause;
  await writeSetting(parts, { ...byLibvirt(where), value: '0,0,0' }).catch(() => undefined);
  const remedy =
    'libvirt needs sch_sfq and act_police in the kernel there; where vmlab runs beside it, it does without';
  const what = `limiting the network of '${parts.name}'`;
  throw new UnsupportedError({ what, where: parts.uri.text, remedy }, { cause });
}

const DIRECTIONS = ['tx', 'rx'] as const;

async function isShaped(parts: DomainParts, tap: string): Promise<boolean> {
  const rates = await Promise.all(DIRECTIONS.map((direction) => shapedRate(parts, { tap, direction })));
  return rates.some((rate) => rate !== 'max');
}

async function isLimitedByLibvirt(parts: DomainParts, tap: string): Promise<boolean> {
  const settings = await Promise.all(DIRECTIONS.map((direction) => readSetting(parts, byLibvirt({ tap, direction }))));
  return settings.some((setting) => setting !== '0,0,0');
}

/** libvirt ran `tc`, and that could not do what it was told. */
const isOfTheKernel = (error: unknown): boolean =>
  error instanceof HostError && /Child process \(.*\btc /.test(error.stderr ?? '');
