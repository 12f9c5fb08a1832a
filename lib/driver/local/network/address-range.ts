/** Ranges of IPv4 addresses, and those that a host uses, as `ip -json` tells. */

/** Both ends are part of it; addresses as numbers. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** A zeroconf route or the default route covers every pair and takes none: a more specific route wins. */
const COVERS_ALL = 16;

/** @param prefix `'10.0.0.0/8'`; without a length, one address. */
export function rangeOf(prefix: string): Range {
  const [address = '', length = '32'] = prefix.split('/');
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(addressNumber(address) / size) * size;
  return { first, last: first + size - 1 };
}

export const overlaps = (one: Range, other: Range): boolean => one.first <= other.last && other.first <= one.last;

/** @param routes what `ip -4 -json route show table all` prints */
export const routedRanges = (routes: string): Range[] =>
  (JSON.parse(routes || '[]') as Route[])
    .map(({ dst }) => dst)
    .filter((prefix) => /^[\d.]+(\/\d+)?$/.test(prefix) && Number(prefix.split('/')[1] ?? 32) > COVERS_ALL)
    .map(rangeOf);

/** @param links what `ip -4 -json address show` prints */
export const addressedRanges = (links: string): Range[] =>
  (JSON.parse(links || '[]') as Link[])
    .flatMap(({ addr_info }) => addr_info ?? [])
    .flatMap(({ local, address }) => [local, address])
    .filter((address) => address !== undefined)
    .map(rangeOf);

interface Route {
  readonly dst: string;
}

interface Link {
  readonly addr_info?: readonly { readonly local?: string; readonly address?: string }[];
}

const addressNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
