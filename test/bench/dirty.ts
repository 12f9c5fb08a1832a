import { dirty } from '../../lib/migmon/dirty/dirty.ts';
import type { DirtyResult } from '../../lib/migmon/dirty/result.ts';
import type { DirtyOptions } from '../../lib/migmon/dirty/spec.ts';
import { percentile } from '../../lib/stats/percentile.ts';
import { type Figure, print } from './support/figure.ts';
import { mean, migMonDirties } from './support/mig-mon-dirty.ts';
import { migMon, WHY_NOT } from './support/mig-mon-vm.ts';

const ROUNDS = 5;
const SECONDS = 3;
const GIB = 2 ** 30;
const RATE = 500 * 2 ** 20; // bytes/s
const RATE_SECONDS = 10;

/** Memory as fast as it can be dirtied, beside mig_mon's in turns; and how even a rate is, and what it costs. */
export async function benchDirty(): Promise<void> {
  if (!migMon) console.log(`  left out what compares with mig_mon: ${WHY_NOT}`);
  print(speedFigures(await inRounds(measureSpeeds)));
  print(paceFigures(await inRounds(measurePace)));
}

async function inRounds<Measured>(measure: () => Promise<Measured>): Promise<Measured[]> {
  const rounds: Measured[] = [];
  while (rounds.length < ROUNDS) rounds.push(await measure());
  return rounds;
}

const COMPARISONS = [
  { name: 'sequential, checked', theirs: [], ours: {}, least: 1.3 },
  { name: 'sequential, checked, two threads', theirs: [], ours: { threads: 2 }, least: 1.8 },
  { name: 'random', theirs: ['-p', 'random'], ours: { pattern: 'random' }, least: 3 },
  { name: 'sequential, latencies recorded', theirs: ['-L'], ours: { latency: true }, least: 2 },
] as const;

type Speeds = readonly { readonly ours: number; readonly theirs: number }[];

/** bytes/s of each comparison */
async function measureSpeeds(): Promise<Speeds> {
  const speeds = [];
  for (const { theirs, ours } of COMPARISONS)
    speeds.push({ theirs: migMon ? await migMonDirties(SECONDS, theirs) : Number.NaN, ours: await ourSpeed(ours) });
  return speeds;
}

/** From its second second on, as mig_mon's. */
async function ourSpeed(options: DirtyOptions): Promise<number> {
  const { seconds } = await dirty({ size: GIB, ...options }).run({ for: SECONDS });
  return mean(seconds.slice(1).map(({ rate }) => rate));
}

const speedFigures = (rounds: readonly Speeds[]): Figure[] =>
  COMPARISONS.flatMap(({ name, least }, index) => {
    const median = (of: (speeds: Speeds[number]) => number) =>
      percentile(
        rounds.map((speeds) => of(speeds[index]!)),
        50,
      );
    const ours: Figure = { name: `1 GiB, ${name}`, value: median((speeds) => speeds.ours) / 1e9, unit: 'GB/s' };
    if (!migMon) return [ours];
    const theirs: Figure = { name: '… mig_mon', value: median((speeds) => speeds.theirs) / 1e9, unit: 'GB/s' };
    return [ours, theirs, { name: '… by mig_mon’s', value: median((it) => it.ours / it.theirs), unit: '×', least }];
  });

interface Pace {
  readonly paced: DirtyResult;
  /** CPU time that writing a page takes, by a run that does nothing else, in s. */
  readonly page: number;
}

async function measurePace(): Promise<Pace> {
  const unlimited = await dirty().run({ for: 1 });
  const paced = await dirty({ rate: RATE }).run({ for: RATE_SECONDS });
  return { paced, page: unlimited.cpu / unlimited.pages };
}

function paceFigures(rounds: readonly Pace[]): Figure[] {
  const median = (of: (pace: Pace) => number) => percentile(rounds.map(of), 50);
  const overhead = ({ paced, page }: Pace) => (paced.cpu - paced.pages * page) / paced.elapsed;
  return [
    {
      name: '500 MiB/s, mean off by',
      value: median(({ paced }) => 100 * Math.abs(paced.rate / RATE - 1)),
      unit: '%',
      most: 0.2,
    },
    {
      name: '… of 10 ms within 10 % of their share',
      value: median(({ paced: { windows } }) => (100 * windows.even) / windows.judged),
      unit: '%',
      least: 99,
    },
    {
      name: '… of 10 ms kept from running for over 1 ms',
      value: median(({ paced: { windows } }) => (100 * windows.kept) / (windows.judged + windows.kept)),
      unit: '%',
    },
    {
      name: '… CPU that the writes need',
      value: median(({ paced, page }) => (100 * paced.pages * page) / paced.elapsed),
      unit: '% of a core',
    },
    { name: '… CPU beyond that', value: median((pace) => 100 * overhead(pace)), unit: '% of a core', most: 1 },
  ];
}
