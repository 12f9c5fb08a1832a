/**
 * The columns of xentop: which there are depends on its version.
 */
import { wordsIn } from '../text/words.ts';

/** After NAME, the only one that may have spaces. */
export const XENTOP_COLUMNS = [
  ...['STATE', 'CPU(sec)', 'CPU(%)', 'MEM(k)', 'MEM(%)', 'MAXMEM(k)', 'MAXMEM(%)', 'VCPUS', 'NETS', 'NETTX(k)'],
  ...['NETRX(k)', 'VBDS', 'VBD_OO', 'VBD_RD', 'VBD_WR', 'VBD_RSECT', 'VBD_WSECT', 'SSID'],
] as const;

/** @returns the columns after NAME, or undefined if this line is no head */
export function xentopHead(line: string): readonly string[] | undefined {
  const [name, ...columns] = wordsIn(line).map(({ text }) => text);
  return name === 'NAME' && columns[0] === 'STATE' && columns[1] === 'CPU(sec)' ? columns : undefined;
}
