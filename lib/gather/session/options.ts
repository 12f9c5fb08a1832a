import { InputError } from '../../core/errors.ts';
import { type Duration, parseDuration, parseSize, type Size } from '../../core/units.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Vm } from '../../lab/vm/vm.ts';
import type { Collector } from '../collector/collector.ts';
import { checkSection, type GatherSection, SECTIONS } from '../section.ts';

/** What to gather, of whom, how finely, and for how long. */
export interface GatherOptions {
  /** Handles, or names of the lab's VMs; or a pattern: `'web-*'`. All that there are unless told: by a pattern, who comes later is gathered from then on. */
  readonly vms?: readonly (Vm | string)[] | string;
  /** A file with a name a line; blank lines, and what follows a `#`, are left out. */
  readonly vmFile?: string;
  /** Where names are looked for, and who says what can be gathered; `lab`, this machine's, unless told. */
  readonly lab?: Lab;
  /** What to gather, and collectors of one's own; all of `cpu`, `disk`, `network`, `memory`, `cache`, `pressure`, `schedule` unless told. */
  readonly collectors?: readonly (GatherSection | Collector)[];
  /** What not to gather of that. */
  readonly exclude?: readonly GatherSection[];
  /** From the start to the end. Without one, until the commands have ended. */
  readonly duration?: Duration;
  /** Between two samples; 1 s unless told. */
  readonly interval?: Duration;
  /** A program and its arguments, run in each VM at the same time, once it is measured. */
  readonly command?: readonly string[];
  /** Where `run()` keeps the raw output; nowhere unless told. */
  readonly output?: string;
  /** Cache hits and misses summed by domain, which is so unless told; false: by CPU as well. */
  readonly sumCache?: boolean;
  /** Memory that each collector may keep its samples in; 64 MiB unless told. */
  readonly limit?: Size;
  /** How long a collector may take for each phase; 30 s unless told. */
  readonly patience?: Duration;
}

/** The same, checked, in base units. */
export interface GatherSpec {
  readonly vms: readonly (Vm | string)[] | string;
  readonly vmFile?: string;
  readonly lab?: Lab;
  readonly sections: readonly GatherSection[];
  readonly own: readonly Collector[];
  readonly duration?: number;
  readonly interval: number;
  readonly command?: readonly string[];
  readonly output?: string;
  readonly sumCache: boolean;
  readonly limit: number;
  readonly patience: number;
}

const SHORTEST_S = 0.01;

/** @throws InputError for what cannot be right */
export function gatherSpec(options: GatherOptions): GatherSpec {
  const { vms = '*', vmFile, lab, collectors = SECTIONS, exclude = [], command, output, sumCache = true } = options;
  if (options.vms !== undefined && vmFile !== undefined)
    throw new InputError({ expected: 'either vms or vmFile', received: vmFile });
  if (command !== undefined) checkCommand(command);
  const excluded = exclude.map(checkSection);
  const chosen = collectors.filter((each) => typeof each === 'string').map(checkSection);
  const own = collectors.filter((each) => typeof each !== 'string').map(checkCollector);
  return Object.freeze({
    vms,
    sections: SECTIONS.filter((section) => chosen.includes(section) && !excluded.includes(section)),
    own: checkNames(own),
    interval: atLeast(SHORTEST_S, options.interval ?? 1, 'an interval'),
    sumCache,
    limit: parseSize(options.limit ?? '64MiB', "a collector's memory"),
    patience: atLeast(SHORTEST_S, options.patience ?? 30, 'how long a phase may take'),
    ...(vmFile !== undefined && { vmFile }),
    ...(lab && { lab }),
    ...(command && { command }),
    ...(output !== undefined && { output }),
    ...(options.duration !== undefined && { duration: atLeast(SHORTEST_S, options.duration, 'a duration') }),
  });
}

function atLeast(least: number, duration: Duration, what: string): number {
  const seconds = parseDuration(duration, what);
  if (seconds >= least) return seconds;
  throw new InputError({ expected: `${what} of 10 ms or more`, received: duration });
}

function checkCommand(command: readonly string[]): void {
  if (Array.isArray(command) && command[0] && command.every((word) => typeof word === 'string')) return;
  throw new InputError({ expected: "a program and its arguments, as ['ls', '-l']", received: command });
}

const PHASES = ['start', 'stop', 'write', 'parse', 'cost'] as const;

/** @throws InputError for what has not all the phases, or a name that is no directory's */
export function checkCollector(collector: Collector): Collector {
  const absent = PHASES.find((phase) => typeof collector?.[phase] !== 'function');
  if (absent !== undefined) throw new InputError({ expected: `a collector with ${absent}()`, received: collector });
  if (/^[A-Za-z0-9][\w-]{0,63}$/.test(collector.name)) return collector;
  throw new InputError({ expected: "a collector's name of letters, digits, - and _", received: collector.name });
}

const TAKEN: readonly string[] = ['usage', 'host', 'groups', 'cache', 'xentop', 'xl'];

function checkNames(collectors: readonly Collector[]): readonly Collector[] {
  const names = new Set(TAKEN);
  for (const { name } of collectors) {
    if (names.has(name)) throw new InputError({ expected: 'collectors each with a name of its own', received: name });
    names.add(name);
  }
  return collectors;
}
