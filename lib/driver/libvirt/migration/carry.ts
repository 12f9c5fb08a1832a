/**
 * What vmlab has set on a domain, when it has moved: libvirt takes that along, so it is to be taken back there. What was set on its taps without
 * libvirt has gone with them.
 */
import type { UndoAction } from '../../../core/undo.ts';
import type { DomainXml } from '../domain-xml/domain-xml.ts';
import { currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';
import type { Move } from './move.ts';

export interface Carrying {
  readonly source: Pick<DomainParts, 'uri' | 'uuid'>;
  readonly destination: Pick<DomainParts, 'uri' | 'name'>;
  /** Of its taps: what each is called there. */
  readonly taps: ReadonlyMap<string, string>;
}

const KINDS = ['libvirt-restore', 'libvirt-resume', 'guest-remove-copies'];

/** @param effects those that stand. @returns the actions that take back what it has brought along */
export const carried = (effects: readonly UndoAction[], { source, destination, taps }: Carrying): UndoAction[] =>
  effects
    .filter(({ kind, uri, uuid }) => KINDS.includes(kind) && uri === source.uri.text && uuid === source.uuid)
    .map((action) => ({
      ...action,
      uri: destination.uri.text,
      name: destination.name,
      ...(action.device !== undefined && { device: taps.get(String(action.device)) ?? action.device }),
    }));

/** In words. @param taps of the source */
export function leftBehind(effects: readonly UndoAction[], taps: readonly string[]): string[] {
  const shaped = taps.filter((tap) => effects.some((action) => action.interface === tap));
  return shaped.map((tap) => `its rate at ${tap} has gone with that: set it anew where it is now`);
}

/** @returns what was left behind */
export async function carryEffects({ source, destination, xml }: Move): Promise<string[]> {
  const { session } = source;
  const taps = sameTaps(xml, await currentXml(destination));
  const { effects } = session;
  for (const action of carried(effects, { source, destination, taps }))
    await session.effect(action, async () => undefined);
  return leftBehind(effects, [...taps.keys()]);
}

/** Their order is the domain's. */
function sameTaps(here: DomainXml, there: DomainXml): Map<string, string> {
  const pairs = here.interfaces.map(({ tap }, index) => [tap ?? '', there.interfaces[index]?.tap ?? ''] as const);
  return new Map(pairs.filter(([tap]) => tap !== ''));
}
