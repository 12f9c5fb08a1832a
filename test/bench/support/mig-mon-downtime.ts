import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { migMon } from './mig-mon-vm.ts';

/** What one of its downtime tools prints while it runs. It listens and sends at UDP port 9008 only. */
export interface MigMonDowntime extends AsyncDisposable {
  /** In ms, between arrivals, from the third on. */
  readonly delays: () => number[];
}

const START_MS = 300;
const LINE = /max_delay: \d+ \(ms\), cur: (\d+) \(ms\)/g;

/** @example await using server = await migMonDowntime('server_rr') */
export async function migMonDowntime(...words: string[]): Promise<MigMonDowntime> {
  const running = execa(migMon as string, words, { reject: false, buffer: false, stdin: 'ignore' });
  let printed = '';
  running.stdout.on('data', (text) => {
    printed += text;
  });
  await sleep(START_MS);
  return {
    delays: () => [...printed.matchAll(LINE)].map(([, delay]) => Number(delay)),
    [Symbol.asyncDispose]: async () => {
      running.kill('SIGTERM');
      await running;
    },
  };
}
