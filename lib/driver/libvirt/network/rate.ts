/**
 * What a domain may send and receive. By libvirt, if it can; else by the kernel's own means on the domain's taps.
 */
import { HostError, InputError, UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import type { Rate } from '../../../core/units.ts';
import { parseWireRate } from '../../local/network/htb.ts';
import type { Limit } from '../../local/network/rate.ts';
import { applySetting, readSetting } from '../domain-settings.ts';
import { currentXml } from '../info.ts';
import { fromKilobytes, kilobytes } from '../limits/units.ts';
import type { DomainParts } from '../parts.ts';
import { refuseForeign } from './foreign.ts';
import { withoutNoqueue } from './noqueue.ts';
import { type Direction, shapedRate, shapeTap, type TapDirection } from './shape.ts';

/** Bytes a second on the wire, headers included. */
export interface DomainRate {
  readonly tx: Limit;
  readonly rx: Limit;
}

/** What is left out stays as it is. `interface`: one of its taps, or its address; all of them if left out. */
export interface DomainRateRequest {
  /** What the guest sends, and what it receives. */
  readonly tx?: Rate | 'max';
  readonly rx?: Rate | 'max';
  readonly interface?: string;
}

export interface DomainNetwork {
  /** Reads the limits of its first interface. @throws UnsupportedError where it has no tap */
  rate(): Promise<DomainRate>;
  /**
   * Limits each of its interfaces.
   *
   * @throws InputError for a rate below 26 bytes/s, or no such interface; UnsupportedError, saying what is missing, where neither libvirt
   * nor the kernel can; VmlabError `FOREIGN_QDISC` where a tap has a qdisc that is neither libvirt's nor ours
   * @example await vm.network.rate({ tx: '100Mbit' })
   */
  rate(request: DomainRateRequest): Promise<Undo>;
}

export const domainNetwork = (parts: DomainParts): DomainNetwork => ({
  rate: (async (request?: DomainRateRequest) =>
    request === undefined ? readRates(parts) : setRates(parts, request)) as DomainNetwork['rate'],
});

async function readRates(parts: DomainParts): Promise<DomainRate> {
  const [tap] = await tapsOf(parts);
  if (tap === undefined) throw noTap(parts);
  return { tx: await readRate(parts, tap, 'tx'), rx: await readRate(parts, tap, 'rx') };
}

async function setRates(parts: DomainParts, { tx, rx, interface: wanted }: DomainRateRequest): Promise<Undo> {
  const limits = [...limitOf('tx', tx), ...limitOf('rx', rx)];
  const taps = await tapsOf(parts, wanted);
  if (taps.length === 0) throw noTap(parts);
  const done: Undo<unknown>[] = [];
  try {
    for (const tap of taps) {
      if (parts.uri.isLocal) done.push(...(await withoutNoqueue(parts, tap)));
      for (const [direction, limit] of limits) done.push(await setRate(parts, { tap, direction }, limit));
    }
    return undoAll(done);
  } catch (error) {
    await undoAll(done).undo();
    throw error;
  }
}

const limitOf = (direction: Direction, rate?: Rate | 'max'): [Direction, Limit][] =>
  rate === undefined ? [] : [[direction, rate === 'max' ? rate : parseWireRate(rate)]];

async function tapsOf(parts: DomainParts, wanted?: string): Promise<string[]> {
  const { interfaces } = await currentXml(parts);
  const chosen = interfaces.filter(({ tap, mac }) => wanted === undefined || tap === wanted || mac === wanted);
  if (wanted !== undefined && chosen.length === 0) {
    const advice = `It has: ${interfaces.flatMap(({ tap }) => tap ?? []).join(', ') || 'none'}`;
    throw new InputError({ expected: `an interface of '${parts.name}'`, received: wanted, advice });
  }
  return chosen.flatMap(({ tap }) => tap ?? []);
}

const noTap = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'limiting its network',
    where: `'${name}' on ${uri.text}`,
    remedy: 'it has no tap on the host; give it an interface of type bridge, network or ethernet, and start it',
  });

/** libvirt's words are the host's: what goes to the guest is inbound. */
const PARAMETERS = { rx: 'inbound', tx: 'outbound' } as const;

async function readRate(parts: DomainParts, tap: string, direction: Direction): Promise<Limit> {
  const [average = ''] = (await readSetting(parts, byLibvirt(tap, direction))).split(',');
  const limit = fromKilobytes(average);
  return limit === 'max' && parts.uri.isLocal ? shapedRate(parts, { tap, direction }) : limit;
}

const byLibvirt = (tap: string, direction: Direction) =>
  ({ tune: 'domiftune', device: tap, parameter: PARAMETERS[direction] }) as const;

/** Where vmlab shapes one direction of a tap, it does the other as well: libvirt would begin by taking away all that is there. */
async function setRate(parts: DomainParts, where: TapDirection, limit: Limit): Promise<Undo> {
  const setting = { ...byLibvirt(where.tap, where.direction), value: `${kilobytes(limit)},0,0` };
  if (!parts.uri.isLocal) return applySetting(parts, setting);
  if (await isShaped(parts, where.tap)) return shapeTap(parts, where, limit);
  if (!(await isLimitedByLibvirt(parts, where.tap))) await refuseForeign(parts.host, where.tap);
  return applySetting(parts, setting).catch((cause) => {
    if (isOfTheKernel(cause)) return shapeTap(parts, where, limit);
    throw cause;
  });
}

const DIRECTIONS = ['tx', 'rx'] as const;

async function isShaped(parts: DomainParts, tap: string): Promise<boolean> {
  const rates = await Promise.all(DIRECTIONS.map((direction) => shapedRate(parts, { tap, direction })));
  return rates.some((rate) => rate !== 'max');
}

async function isLimitedByLibvirt(parts: DomainParts, tap: string): Promise<boolean> {
  const settings = await Promise.all(DIRECTIONS.map((direction) => readSetting(parts, byLibvirt(tap, direction))));
  return settings.some((setting) => setting !== '0,0,0');
}

/** libvirt ran `tc`, and that could not do what it was told. */
const isOfTheKernel = (error: unknown): boolean =>
  error instanceof HostError && /Child process \(.*\btc /.test(error.stderr ?? '');
