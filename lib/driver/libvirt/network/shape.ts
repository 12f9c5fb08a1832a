/**
 * Limits a tap by HTB. What goes to the guest leaves the host through the tap: one class there. What comes from the guest enters the host, where
 * nothing can wait; so it is led through an interface of the kind `ifb`, and waits in a class there.
 */
import { UnsupportedError } from '../../../core/errors.ts';
import type { Undo } from '../../../core/undo.ts';
import { undoAll } from '../../../core/undo-all.ts';
import { ip, isGone, tc } from '../../local/network/iproute.ts';
import { randomMac } from '../../local/network/mac.ts';
import { hostInterfaceName } from '../../local/network/names.ts';
import { type Limit, readOwnRate, setOwnRate } from '../../local/network/rate.ts';
import type { DomainParts } from '../parts.ts';

export type Direction = 'tx' | 'rx';

/** Whose tap it is. */
export type TapParts = Pick<DomainParts, 'host' | 'session' | 'name'> & { readonly uri: { readonly text: string } };

export interface TapDirection {
  readonly tap: string;
  readonly direction: Direction;
}

/** What the kernel is told, where it is vmlab that limits. */
export const shapedRate = ({ host }: Pick<DomainParts, 'host'>, at: TapDirection): Promise<Limit> =>
  readOwnRate({ host, interface: shapedLink(at) }).catch((error) => {
    if (isGone(error)) return 'max';
    throw error;
  });

/** @throws UnsupportedError that says what the kernel lacks */
export async function shapeTap(parts: TapParts, at: TapDirection, limit: Limit): Promise<Undo> {
  const done: Undo<unknown>[] = [];
  try {
    if (at.direction === 'tx' && (await shapedRate(parts, at)) === 'max') done.push(...(await leadThrough(parts, at)));
    done.push(await setOwnRate(parts, { interface: shapedLink(at) }, limit));
    return undoAll(done);
  } catch (cause) {
    await undoAll(done).undo();
    throw missing(parts, at, cause);
  }
}

/** The interface of the kind `ifb` has the name that the end of a veth would have: no VM of this machine is called like a tap with a slash. */
const shapedLink = ({ tap, direction }: TapDirection): string =>
  direction === 'rx' ? tap : hostInterfaceName(`/${tap}`);

/** The filter goes last, and is the first to be taken away: what would be led to a link that is not there is lost. */
async function leadThrough({ host, session }: TapParts, at: TapDirection): Promise<Undo<unknown>[]> {
  const [link, mac] = [shapedLink(at), randomMac()];
  const made = await session.effect({ kind: 'remove-link', interface: link, mac }, async () => {
    await ip({ host }, ['link', 'add', link, 'address', mac, 'type', 'ifb']);
    await ip({ host }, ['link', 'set', link, 'up']);
  });
  const led = await session
    .effect({ kind: 'libvirt-remove-ingress', interface: at.tap, link }, async () => {
      await tc({ host }, ['qdisc', 'add', 'dev', at.tap, 'ingress']);
      await tc({ host }, ['filter', 'add', 'dev', at.tap, 'parent', 'ffff:', ...ALL, ...ledTo(link)]);
    })
    .catch(async (error) => {
      await made.undo();
      throw error;
    });
  return [made, led];
}

const ALL = ['protocol', 'all', 'u32', 'match', 'u32', '0', '0'];
const ledTo = (link: string): string[] => ['action', 'mirred', 'egress', 'redirect', 'dev', link];

function missing({ name, uri }: TapParts, { tap, direction }: TapDirection, cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const needs = direction === 'rx' ? 'sch_htb' : 'sch_htb, sch_ingress, cls_u32, act_mirred and ifb';
  return new UnsupportedError(
    {
      what: `limiting what '${name}' ${direction === 'rx' ? 'receives' : 'sends'}`,
      where: uri.text,
      remedy: `libvirt needs sch_sfq and act_police in the kernel, vmlab on the tap ${tap} ${needs}: ${cause.message}`,
    },
    { cause },
  );
}
