import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TableSection } from '../../lib/report/report.ts';
import { terminal } from '../../lib/report/terminal.ts';
import { backtest } from '../../lib/sched/backtest/backtest.ts';
import type { BacktestRow } from '../../lib/sched/backtest/facts.ts';
import { autoregressive } from '../../lib/sched/predictor/autoregressive.ts';
import { ewma } from '../../lib/sched/predictor/ewma.ts';
import { holt } from '../../lib/sched/predictor/holt.ts';
import { last } from '../../lib/sched/predictor/last.ts';
import { oracle } from '../../lib/sched/predictor/oracle.ts';
import { percentile } from '../../lib/sched/predictor/percentile.ts';
import { seasonal } from '../../lib/sched/predictor/seasonal.ts';
import { recordingFrom } from '../../lib/sched/recording.ts';

const LOGS = process.env.RESCOIN_LOGS ?? fileURLToPath(new URL('../../../shared/data/rescoin/', import.meta.url));

/** All as they come. Only a season has no default: an hour, at ResCoin's 10 s, for that is what schedules of machines are made of. */
const PREDICTORS = [ewma(), last(), holt(), seasonal({ period: 360 }), percentile(), autoregressive(), oracle()];

/** The logs do not tell how large the machine was: the whole of it is 1 core and 1 GiB. Shares do not depend on that. */
const WHOLE = { cpus: 1, memory: '1GiB' };
const PAGE = { columns: 140 };

/** How every predictor does on the logs that ResCoin wrote: all there is to say, log by log, then WAPE of all in one table. */
export async function benchBacktest(): Promise<void> {
  const logs = existsSync(LOGS) ? readdirSync(LOGS).filter((name) => name.endsWith('.rst')) : [];
  if (logs.length === 0)
    return console.log(`  left out: no .rst logs in ${LOGS} (RESCOIN_LOGS names another directory)`);
  const rows: BacktestRow[] = [];
  for (const name of logs.sort()) {
    const recording = await recordingFrom(join(LOGS, name), WHOLE);
    for (const { count, meaning } of recording.repairs) console.log(`  ${name}: ${count} ${meaning}`);
    const result = backtest(recording, PREDICTORS);
    console.log(terminal(result.report(), PAGE));
    rows.push(...result.rows);
  }
  console.log(terminal({ title: 'All logs', sections: [inShort(rows)] }, PAGE));
}

/** A row a VM and resource, a column a predictor. */
function inShort(rows: readonly BacktestRow[]): TableSection {
  const series = [...new Set(rows.map(({ vm, resource }) => `${vm} ${resource}`))];
  const wapes = (wanted: string) => rows.filter(({ vm, resource }) => `${vm} ${resource}` === wanted);
  return {
    kind: 'table',
    title: 'WAPE (%)',
    columns: [{ name: 'of' }, ...PREDICTORS.map(({ name }) => ({ name }))],
    rows: series.map((one) => [one, ...wapes(one).map(({ wape }) => 100 * wape)]),
  };
}
