/**
 * What `xl vcpu-list` prints.
 */
import type { Ending, ParseOptions } from '../parsed.ts';
import { type Line, readLines } from '../text/lines.ts';
import { readDecimal, readWhole } from '../text/number.ts';
import { nothingFound, type Origin, refusal } from '../text/place.ts';
import { textBefore, wordsIn } from '../text/words.ts';
import { domainName } from './domain-name.ts';

/** One vCPU of a domain. */
export interface XlVcpu {
  /** Undefined for a domain that is nearly gone. */
  readonly name: string | undefined;
  /** The domain's. */
  readonly id: number;
  /** Which of its vCPUs. */
  readonly index: number;
  /** The CPU that it runs on, or did last; NaN while it is not online. */
  readonly cpu: number;
  /** Undefined where it is online but neither runs nor waits for an event: it waits for a CPU. */
  readonly state: 'running' | 'blocked' | 'offline' | undefined;
  /** CPU time since the domain began, in tenths of seconds. */
  readonly cpuSeconds: number;
  /** The CPUs it may run on, and those it would rather: 'all', '0-3'. */
  readonly hardAffinity: string;
  readonly softAffinity: string;
}

/** All vCPUs at one time. */
export interface XlVcpuSample {
  readonly vcpus: readonly XlVcpu[];
}

/** What xl vcpu-list printed. */
export interface XlVcpuListOutput extends Ending {
  readonly samples: readonly XlVcpuSample[];
}

/**
 * Reads what `xl vcpu-list` printed: the CPU time of each vCPU, to a tenth of a second.
 *
 * @param text its standard output; of several tables, each is a sample
 * @throws InputError with line and value for what is not xl's output
 * Source: xl_vcpu.c of Xen 4.17.
 * @example gather.parsers.xlVcpuList(text).samples[0]?.vcpus[0]?.cpuSeconds // 52
 */
export function xlVcpuList(text: string, options: ParseOptions = {}): XlVcpuListOutput {
  const origin = { ...options, tool: 'xl vcpu-list', command: 'LC_ALL=C xl vcpu-list' };
  const samples: { vcpus: XlVcpu[] }[] = [];
  const ending = readLines(text, (line) => {
    if (/^Name\s+ID\s+VCPU\s+CPU\s+State\s+Time\(s\)/.test(line.text)) samples.push({ vcpus: [] });
    else if (line.text.trim() !== '') addRow(line, samples.at(-1)?.vcpus, origin);
  });
  if (samples.length === 0) throw nothingFound(origin, HEAD, text);
  return { samples, ...ending };
}

const HEAD = 'the head of xl vcpu-list: Name ID VCPU CPU State Time(s)';

function addRow(line: Line, vcpus: XlVcpu[] | undefined, origin: Origin): void {
  if (!vcpus) throw refusal({ origin, line: line.number }, HEAD, line.text);
  vcpus.push(readRow(line, origin));
}

const STATES: Readonly<Record<string, XlVcpu['state']>> = {
  'r--': 'running',
  '-b-': 'blocked',
  '--p': 'offline',
  '---': undefined,
};

/** Cells are counted from the state, since names may have spaces. */
function readRow({ text, number: line }: Line, origin: Origin): XlVcpu {
  const words = wordsIn(text);
  const at = words.findIndex((word, index) => index >= 3 && Object.hasOwn(STATES, word.text));
  const [id, index, cpu, state = '', seconds] = words.slice(at - 3, at + 2).map((word) => word.text);
  const [, hardAffinity, softAffinity] = /^(\S+) \/ (\S+)$/.exec(text.slice(words[at + 2]?.at).trim()) ?? [];
  if (at < 0 || hardAffinity === undefined || softAffinity === undefined)
    throw refusal({ origin, line }, "a vCPU's row: name, id, VCPU, CPU, State, Time(s), affinity", text);
  return {
    name: domainName(textBefore(text, words[at - 3])),
    id: readWhole(id, { origin, line, column: 'ID' }),
    index: readWhole(index, { origin, line, column: 'VCPU' }),
    cpu: cpu === '-' ? Number.NaN : readWhole(cpu, { origin, line, column: 'CPU' }),
    state: STATES[state],
    cpuSeconds: readDecimal(seconds, { origin, line, column: 'Time(s)' }),
    hardAffinity,
    softAffinity,
  };
}
