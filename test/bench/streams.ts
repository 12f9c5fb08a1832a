import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { mean } from 'simple-statistics';
import { percentile } from '../../lib/stats/percentile.ts';
import { type Figure, print } from './support/figure.ts';
import { averages, migMon, migMonDestination, migMonSource, speeds, WHY_NOT } from './support/mig-mon-vm.ts';
import { ourDestination, ourSource, ourStream, type Stream } from './support/streams.ts';

const ROUNDS = 5;
const SECONDS = 3;
const LONG_SECONDS = 10;
const FIRST_PORT = 20323;
const BOTH = { precopy: 1, postcopy: 1 };
const MODERATE = 2 ** 29; // bytes/s: what both programs can do with room to spare

/** Emulated migrations over loopback: vmlab's ends beside mig_mon's and iperf3's, taken in turns. */
export async function benchStreams(): Promise<void> {
  if (!migMon) console.log(`  left out what compares with mig_mon: ${WHY_NOT}`);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(FIRST_PORT + 2 * round));
  print(figuresOf(rounds));
  if (migMon) print([...(await fromMigMon()), ...(await toMigMon(FIRST_PORT + 2 * ROUNDS))]);
}

interface Round {
  readonly precopy: Stream;
  readonly iperf: number;
  readonly postcopy: Stream;
  readonly shared: Stream;
  readonly separate: Stream;
  /** bytes/s, mig_mon to mig_mon */
  readonly theirPrecopy: number;
  readonly theirPostcopy?: Stream;
}

async function measureRound(port: number): Promise<Round> {
  return {
    theirPrecopy: migMon ? await theirPrecopy(port) : Number.NaN,
    precopy: await ourStream({ precopy: 1 }, SECONDS),
    iperf: await iperf(port + 1),
    theirPostcopy: migMon ? await theirSource(['postcopy'], SECONDS) : undefined,
    postcopy: await ourStream({ postcopy: 1 }, SECONDS),
    shared: await ourStream(BOTH, SECONDS),
    separate: await ourStream({ ...BOTH, requested_channel: 1 }, SECONDS),
  };
}

async function theirPrecopy(port: number): Promise<number> {
  await using _destination = await migMonDestination(port);
  await using source = await migMonSource(port, ['precopy']);
  await sleep(SECONDS * 1000 + 100);
  return mean(speeds(source.printed()));
}

/** mig_mon's source, as our destination sees it; that is stopped first, since mig_mon's source knows no end. */
async function theirSource(tests: readonly string[], seconds: number): Promise<Stream & { printed: string }> {
  const destination = await ourDestination();
  await using source = await migMonSource(destination.port, tests);
  await sleep(seconds * 1000 + 100);
  return { ...(await destination.end()), printed: source.printed() };
}

/** bytes/s that one TCP stream brings over */
async function iperf(port: number): Promise<number> {
  const server = execa('iperf3', ['-s', '-1', '-p', String(port), '-B', '127.0.0.1'], { reject: false });
  await sleep(300);
  const { stdout } = await execa('iperf3', ['-c', '127.0.0.1', '-p', String(port), '-t', String(SECONDS), '-J']);
  await server;
  return JSON.parse(stdout).end.sum_received.bits_per_second / 8;
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const median = (of: (round: Round) => number) => percentile(rounds.map(of), 50);
  const p99 = ({ latency }: Stream) => latency.percentile(99);
  const us = (name: string, of: (round: Round) => number): Figure => ({ name, value: median(of), unit: 'us' });
  const rate = (name: string, of: (round: Round) => number): Figure => ({
    name,
    value: median(of) / 1e9,
    unit: 'GB/s',
  });
  return [
    rate('precopy', ({ precopy }) => precopy.rate),
    rate('… one iperf3 stream', ({ iperf }) => iperf),
    { name: '… by iperf3', value: median(({ precopy, iperf }) => precopy.rate / iperf), unit: '×', least: 1 },
    us('postcopy, average', ({ postcopy }) => postcopy.latency.average),
    us('postcopy, p99', ({ postcopy }) => p99(postcopy)),
    ...(migMon ? comparison(median) : []),
    us('postcopy beside precopy on one socket, p99', ({ shared }) => p99(shared)),
    rate('… precopy meanwhile', ({ shared }) => shared.rate),
    us('… with requested pages on a channel of their own, p99', ({ separate }) => p99(separate)),
    rate('… precopy meanwhile', ({ separate }) => separate.rate),
    {
      name: '… own channel by one socket, p99',
      value: median(({ separate, shared }) => p99(separate) / p99(shared)),
      unit: '×',
      most: 0.2,
    },
  ];
}

function comparison(median: (of: (round: Round) => number) => number): Figure[] {
  const theirs = ({ theirPostcopy }: Round) => (theirPostcopy as Stream).latency;
  const ours = ({ postcopy }: Round) => postcopy.latency;
  return [
    { name: '… of mig_mon’s source, average', value: median((round) => theirs(round).average), unit: 'us' },
    { name: '… of mig_mon’s source, p99', value: median((round) => theirs(round).percentile(99)), unit: 'us' },
    {
      name: '… average by mig_mon’s',
      value: median((round) => ours(round).average / theirs(round).average),
      unit: '×',
      most: 0.6,
    },
    {
      name: '… p99 by mig_mon’s',
      value: median((round) => ours(round).percentile(99) / theirs(round).percentile(99)),
      unit: '×',
      most: 1,
    },
    { name: 'precopy, mig_mon to mig_mon', value: median(({ theirPrecopy }) => theirPrecopy) / 1e9, unit: 'GB/s' },
    {
      name: '… ours by theirs',
      value: median(({ precopy, theirPrecopy }) => precopy.rate / theirPrecopy),
      unit: '×',
      least: 1.3,
    },
  ];
}

/** mig_mon's source to our destination: both ends have to say the same. */
async function fromMigMon(): Promise<Figure[]> {
  const stream = await theirSource(['precopy', 'postcopy'], LONG_SECONDS);
  const claimed = mean(speeds(stream.printed));
  return [
    errors('mig_mon’s source to our destination', stream.error),
    share('… rate that we count by the rate that it prints', stream.rate / claimed),
  ];
}

/** Our source to mig_mon's destination, beside our own destination: at a rate that is the same for both. */
async function toMigMon(port: number): Promise<Figure[]> {
  await using destination = await migMonDestination(port);
  const settings = { ...BOTH, bandwidth: MODERATE };
  const theirs = await ourSource(port, settings, LONG_SECONDS);
  const ours = await ourStream(settings, LONG_SECONDS);
  const rate = Number(theirs.bytes) / Number(theirs.elapsed);
  return [
    errors('our source to mig_mon’s destination', String(theirs.error ?? '')),
    share('… rate by that to our destination', rate / ours.rate),
    { name: '… latency that it prints, average', value: mean(averages(destination.printed())), unit: 'us' },
    { name: '… latency of our destination, average', value: ours.latency.average, unit: 'us' },
  ];
}

function errors(name: string, error: string): Figure {
  if (error) console.log(`  ${name}: ${error}`);
  return { name: `${name} for ${LONG_SECONDS} s, errors`, value: error ? 1 : 0, unit: '', most: 0 };
}

const share = (name: string, value: number): Figure => ({ name, value, unit: '×', least: 0.9, most: 1.1 });
