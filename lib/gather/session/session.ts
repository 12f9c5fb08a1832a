import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { anySignal } from '../../core/any-signal.ts';
import { HostError, InputError } from '../../core/errors.ts';
import { formatDuration, formatSize } from '../../core/units.ts';
import { type Lab, lab as localLab } from '../../lab/lab.ts';
import { specText } from '../../report/spec-text.ts';
import { chooseCollectors } from '../collector/choose.ts';
import { builtIn } from '../collectors/built-in.ts';
import { figuresIn } from '../parse.ts';
import { type GatherResult, gatherResult } from '../result/result.ts';
import { factsFor } from './facts.ts';
import { type Gathering, startGathering } from './gathering.ts';
import { type GatherOptions, type GatherSpec, gatherSpec } from './options.ts';
import { placeOf } from './place.ts';
import { Runner } from './runner.ts';
import { selectVms } from './select-vms.ts';
import { temporaryOutput } from './temporary-output.ts';

/** What ends a run before its time. */
export interface GatherRunOptions {
  /** Of `run()`: ends the measuring, and the result has what was gathered until then. Of `start()`: gives up the start. */
  readonly signal?: AbortSignal;
}

/** A monitored run that can be made. Frozen; nothing is done before `start()` or `run()`. */
export interface GatherSession {
  /** What would be done, in base units: which collectors, of which sections. Does no I/O. */
  plan(): GatherPlan;
  /**
   * Starts the collectors. Between this and `stop()` nothing is written to disk.
   *
   * @returns what is measured, phase by phase
   * @throws InputError for a VM that is not there; HostError where dom0 cannot be reached; the signal's reason
   * @example
   * await using gathering = await gather.session({ vms: ['web-1'], command: ['sysbench', 'cpu', 'run'] }).start();
   * await gathering.command();
   * await gathering.stop();
   * await gathering.write('runs/nightly');
   * console.log(await gather.parse('runs/nightly'));
   */
  start(options?: GatherRunOptions): Promise<Gathering>;
  /**
   * All phases: starts, runs the command in each VM, waits for `duration` or else for the commands, stops, writes, and parses.
   *
   * Ctrl-C, or `signal`, ends the measuring; the result has what was gathered until then. What could not be written is named in its `missing`.
   *
   * @throws InputError with neither a duration nor a command; as `start`
   */
  run(options?: GatherRunOptions): Promise<GatherResult>;
}

/** What a session would do. */
export interface GatherPlan extends Omit<GatherSpec, 'vms' | 'lab' | 'own'> {
  readonly uri: string;
  /** Names, or their pattern. */
  readonly vms: readonly string[] | string;
  readonly collectors: readonly string[];
}

/**
 * A run in which all layers are measured: VMs and the host, from one start to one end, and nothing is parsed before the end.
 *
 * @param options all that runs on this machine, all sections, every second, unless told
 * @throws InputError for options that cannot be right
 * Source: XenGatherer (2010), whose phases these are.
 * @example
 * const result = await gather.session({ vms: 'web-*', exclude: ['cache'], duration: '1min', command: ['stress-ng', '--cpu', '1', '-t', '30s'] }).run();
 * console.log(result); // tables, with units in their heads
 */
export function session(options: GatherOptions = {}): GatherSession {
  const spec = gatherSpec(options);
  const lab = spec.lab ?? localLab;
  const plan = () => planOf(spec, lab);
  const text = () => specText('gather session', printed(plan()), ['.run()', '.start()', '.plan()']);
  return Object.freeze({
    plan,
    start: (run?: GatherRunOptions) => start(spec, lab, run?.signal),
    run: (run?: GatherRunOptions) => runAll(spec, lab, run?.signal),
    toJSON: plan,
    toString: text,
    [inspect.custom]: text,
  });
}

function planOf({ vms, lab: _, own, ...spec }: GatherSpec, { uri }: Lab): GatherPlan {
  const names = typeof vms === 'string' ? vms : vms.map((vm) => (typeof vm === 'string' ? vm : vm.name));
  const collectors = [...chooseCollectors(uri, spec.sections), ...own.map(({ name }) => name)];
  return Object.freeze({ uri, vms: names, ...spec, collectors });
}

/** In units that people read. */
const printed = ({ interval, duration, limit, patience, ...plan }: GatherPlan): object => ({
  ...plan,
  interval: formatDuration(interval),
  ...(duration !== undefined && { duration: formatDuration(duration) }),
  patience: formatDuration(patience),
  limit: formatSize(limit),
});

async function start(spec: GatherSpec, lab: Lab, signal?: AbortSignal): Promise<Gathering> {
  signal?.throwIfAborted();
  const place = placeOf(lab);
  const selection = await selectVms(spec, lab);
  const { sections, interval, limit, sumCache } = spec;
  const collectors = [...chooseCollectors(lab.uri, sections).map((name) => builtIn[name]()), ...spec.own];
  const release = async () => {
    await selection[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  };
  return startGathering({
    context: {
      ...{ lab, host: place.host, hostName: place.name, vms: () => selection.list(), wanted: selection.wanted },
      ...{ sections, interval, limit, sumCache, signal: lab.session.signal },
    },
    facts: factsFor(lab.uri, place.name),
    runner: new Runner(collectors, spec.patience),
    argv: spec.command,
    signal,
    release,
  });
}

async function runAll(spec: GatherSpec, lab: Lab, signal?: AbortSignal): Promise<GatherResult> {
  if (spec.duration === undefined && spec.command === undefined)
    throw new InputError({
      expected: 'a duration, a command, or both',
      received: undefined,
      advice: 'start() needs neither',
    });
  return lab.session.during(async (root) => {
    const ends = anySignal(root, signal);
    await using gathering = await start(spec, lab, ends);
    await measure(gathering, spec, ends);
    return await keepAndParse(gathering, spec);
  });
}

/** Until the duration is over or, without one, the commands have ended; at the latest until the signal. */
async function measure(gathering: Gathering, { duration, command }: GatherSpec, signal: AbortSignal): Promise<void> {
  const commands = command ? gathering.command() : Promise.resolve([]);
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const over = new AbortController();
  const time = duration === undefined ? commands : wait(duration * 1000, undefined, { signal: over.signal });
  await Promise.race([time.then(() => undefined), aborted]);
  over.abort();
  await gathering.stop();
  await commands;
}

/** What a full disk kept from being written is named, whether or not there was room to write that. */
async function keepAndParse(gathering: Gathering, { output, own }: GatherSpec): Promise<GatherResult> {
  await using temporary = temporaryOutput();
  const directory = output ?? temporary.path;
  const unwritten = await gathering.write(directory).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (unwritten !== undefined && !(unwritten instanceof HostError)) throw unwritten;
  const figures = await figuresIn(directory, { collectors: own });
  const isTold = unwritten === undefined || figures.missing.some((each) => each.includes('failed to write'));
  return gatherResult(isTold ? figures : { ...figures, missing: [...figures.missing, unwritten.message] });
}
