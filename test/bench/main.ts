// Accuracy and cost, against the bars. All: npm run bench. Some: npm run bench -- fidelity lateness
import { benchBacktest } from './backtest.ts';
import { benchCost } from './cost.ts';
import { benchDirty } from './dirty.ts';
import { benchDowntime } from './downtime.ts';
import { benchFidelity } from './fidelity.ts';
import { benchLateness } from './lateness.ts';
import { benchLimits } from './limits.ts';
import { benchLive } from './live.ts';
import { benchLoop } from './loop.ts';
import { benchPage } from './page.ts';
import { benchRead } from './read.ts';
import { benchRecord } from './record.ts';
import { benchReplayGuest } from './replay-guest.ts';
import { benchSched } from './sched.ts';
import { benchSeeds } from './seeds.ts';
import { benchShell } from './shell.ts';
import { benchStreams } from './streams.ts';

const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  fidelity: benchFidelity,
  'replay-guest': benchReplayGuest,
  lateness: benchLateness,
  cost: benchCost,
  loop: benchLoop,
  streams: benchStreams,
  dirty: benchDirty,
  downtime: benchDowntime,
  seeds: benchSeeds,
  read: benchRead,
  sched: benchSched,
  live: benchLive,
  limits: benchLimits,
  record: benchRecord,
  backtest: benchBacktest,
  shell: benchShell,
  page: benchPage,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(name);
  await bench();
}
