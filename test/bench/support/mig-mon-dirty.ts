import { execa } from 'execa';
import { migMon } from './mig-mon-vm.ts';

const LINE = /^dirty-rate: (\d+)/;
const MEMORY_MB = 1024;

/**
 * What mig_mon dirties of 1 GiB a second, in bytes/s: the mean of what it prints from its second second on (in the first it finds its caches).
 *
 * @param flags of `mm_dirty`
 */
export async function migMonDirties(seconds: number, flags: readonly string[]): Promise<number> {
  const words = ['mm_dirty', '-m', String(MEMORY_MB), ...flags];
  const running = execa('stdbuf', ['-oL', migMon as string, ...words], { reject: false, buffer: false });
  const rates: number[] = [];
  for await (const line of running) {
    const [, rate] = LINE.exec(line) ?? [];
    if (rate !== undefined) rates.push(Number(rate) * 2 ** 20);
    if (rates.length === seconds) break;
  }
  running.kill('SIGKILL');
  await running;
  return mean(rates.slice(1));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
