import type { PrintPage } from './page.ts';
import { isTrace, printReported } from './reported.ts';
import { hasOwnLine } from './text.ts';

/** More lines than this are not read at a prompt; what came last tells the most of a run. */
const MOST_LINES = 40;

/** Traces as a recording of them, and seconds or events of a run a line each. */
export function printList(value: unknown, page: PrintPage): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every(isTrace)) return printReported({ host: {}, traces: value }, page);
  return value.every(hasOwnLine) ? linesOf(value) : undefined;
}

function linesOf(value: readonly unknown[]): string {
  const hidden = Math.max(0, value.length - MOST_LINES);
  const lines = value.slice(hidden).map(String);
  return (hidden === 0 ? lines : [`… ${hidden} before`, ...lines]).join('\n');
}
