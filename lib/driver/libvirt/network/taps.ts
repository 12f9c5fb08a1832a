/** The taps of a domain: its interfaces as the host has them, while it runs. */
import { InputError, UnsupportedError } from '../../../core/errors.ts';
import { currentXml } from '../info.ts';
import type { DomainParts } from '../parts.ts';

/** @param wanted a tap or its address; all if left out. @throws InputError where it has no such interface */
export async function tapsOf(parts: DomainParts, wanted?: string): Promise<string[]> {
  const { interfaces } = await currentXml(parts);
  const chosen = interfaces.filter(({ tap, mac }) => wanted === undefined || tap === wanted || mac === wanted);
  if (wanted !== undefined && chosen.length === 0) {
    const advice = `It has: ${interfaces.flatMap(({ tap }) => tap ?? []).join(', ') || 'none'}`;
    throw new InputError({ expected: `an interface of '${parts.name}'`, received: wanted, advice });
  }
  return chosen.flatMap(({ tap }) => tap ?? []);
}

/** Where it has none. */
export const noTap = ({ name, uri }: DomainParts): UnsupportedError =>
  new UnsupportedError({
    what: 'limiting its network',
    where: `'${name}' on ${uri.text}`,
    remedy: 'it has no tap on the host; give it an interface of type bridge, network or ethernet, and start it',
  });
