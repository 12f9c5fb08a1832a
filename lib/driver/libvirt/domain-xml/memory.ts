/** Amounts of memory in libvirt's XML: the units that it takes, which are not those of `core/units`: there `KB` is 1000 and `k` 1024. */
import type { Element } from '@xmldom/xmldom';
import { attribute, textOf } from './element.ts';

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  KB: 1e3,
  k: 2 ** 10,
  KiB: 2 ** 10,
  MB: 1e6,
  M: 2 ** 20,
  MiB: 2 ** 20,
  GB: 1e9,
  G: 2 ** 30,
  GiB: 2 ** 30,
  TB: 1e12,
  T: 2 ** 40,
  TiB: 2 ** 40,
};

/** @returns bytes; NaN where it is not there. Without a unit they are KiB. */
export const bytesOf = (element: Element | undefined): number =>
  Number(textOf(element) ?? Number.NaN) * (UNITS[attribute(element, 'unit') ?? 'KiB'] ?? Number.NaN);
