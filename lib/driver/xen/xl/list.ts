/**
 * The table that `xl list` prints: a domain a line, also one that is going. Source: list_domains of tools/xl/xl_list.c, Xen 4.17.
 */
import type { DomainState } from '../../driver.ts';

export interface XlDomain {
  readonly id: number;
  /** Undefined for one that is going, and has no name any more. */
  readonly name?: string;
  /** What it has now, in bytes, to the MiB. */
  readonly memory: number;
  readonly vcpus: number;
  readonly state: DomainState;
  /** CPU time since its start, to the tenth of a second. */
  readonly cpuSeconds: number;
}

const MIB = 2 ** 20;

/** The name may be longer than its column, or hold blanks, so the line is read from its end. */
const LINE = /^(.*?) +(\d+) +(\d+) +(\d+) +([r-][b-][p-][s-][c-][d-]) +(\d+\.\d)$/;

/** @example parseXlList(stdout).find(({ name }) => name === 'web')?.state // 'running' */
export const parseXlList = (text: string): XlDomain[] => text.split('\n').flatMap(domainIn);

function domainIn(line: string): XlDomain[] {
  const [, name, id, memory, vcpus, letters, seconds] = LINE.exec(line) ?? [];
  if (name === undefined) return [];
  const numbers = { id: Number(id), memory: Number(memory) * MIB, vcpus: Number(vcpus), cpuSeconds: Number(seconds) };
  return [{ ...numbers, state: stateOf(letters as string), ...(name !== GONE && { name }) }];
}

const GONE = '(null)';

/**
 * Of running, blocked, paused, shut down, crashed and dying. One that neither runs nor is blocked waits for a CPU. A domain that is shut down stays
 * where its configuration says so, and while its end is dealt with.
 */
function stateOf(letters: string): DomainState {
  if (letters.includes('d')) return 'shutdown';
  if (letters.includes('c')) return 'crashed';
  if (letters.includes('s')) return 'shutoff';
  return letters.includes('p') ? 'paused' : 'running';
}
