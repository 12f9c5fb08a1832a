import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeText } from '../../lib/host/local/files.ts';
import { lab } from '../../lib/lab/lab.ts';
import { replay } from '../../lib/replay/replay.ts';
import { writeTidy } from '../../lib/trace/format/tidy/write.ts';
import { createTrace } from '../../lib/trace/trace.ts';
import { print } from './support/figure.ts';
import { column } from './support/replay-of.ts';

const STEPS = 30;

/** What the controller itself costs while it runs: this process, with its native threads; starting and ending are left out. */
export async function benchCost(): Promise<void> {
  print([{ name: 'controller, 1 VM at 1 s steps', value: 100 * (await coresFor(1)), unit: '% of a core', most: 0.3 }]);
  print([
    { name: 'controller, 100 VMs in one process', value: 100 * (await coresFor(100)), unit: '% of a core', most: 5 },
  ]);
}

async function coresFor(vms: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'vmlab-bench-'));
  const file = join(directory, 'trace.csv');
  const trace = createTrace('small', { interval: new Float64Array(STEPS).fill(1), cpu: column(STEPS, [0.001, 0.01]) });
  await writeText(file, writeTidy({ traces: [trace] }));
  const handles = Array.from({ length: vms }, (_, index) => lab.vm(`bench-${index}`, { network: false }));
  const samples: { step: number; used: number }[] = [];
  const used = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  try {
    await replay
      .all(handles.map((vm) => replay.fromCsv(file).row(1).only('cpu').on(vm)))
      .run({ onProgress: ({ step }) => void samples.push({ step, used: used() }) });
  } finally {
    for (const vm of handles) await vm.close();
    await rm(directory, { recursive: true });
  }
  return steady(samples);
}

/** Cores used between the second step and the last but one. */
function steady(samples: readonly { step: number; used: number }[]): number {
  const first = samples.find(({ step }) => step === 2);
  const last = samples.find(({ step }) => step === STEPS - 1);
  if (!first || !last) throw new Error('the run ended too early to tell its cost');
  return (last.used - first.used) / (last.step - first.step);
}
