// Makes notebooks/data/overhead/replay anew: what replaying disk and network costs in CPU time, and whether subtractOverhead() takes it off the
// burners; 8 times each. As root, on a machine that is not too busy; takes three minutes. Run: node --import tsx test/notebook-data/overhead-replay.ts
import { rm } from 'node:fs/promises';
import { experiment, lab, replay } from '../../lib/index.ts';

const directory = new URL('../../notebooks/data/overhead/replay', import.meta.url).pathname;
/** As the run keeps it in its notes: from the root of the repository, where this is to be run. */
const recorded = (name: string) => `examples/data/${name}`;

await rm(directory, { recursive: true, force: true });
const result = await experiment('replay')
  .vary({ subtracted: ['no', 'yes'] })
  .repeat(8)
  .warmUp(1)
  .measure(async ({ subtracted }, { signal }) => {
    await using vm = await lab.vm('notebook-overhead').open();
    await vm.cgroup.cpu.weight(10000); // this machine may be busy with other work
    const all = replay.fromCsv(recorded('record.csv')).row(1).memoryFrom(recorded('memory_record')).slice(22, 31).fit();
    const run = await (subtracted === 'yes' ? all.subtractOverhead() : all).on(vm).run({ signal });
    return { excess: run.fidelity.cpu!.totalRatio - 1, wape: run.fidelity.cpu!.wape };
  })
  .units({ excess: 'fraction', wape: 'fraction' })
  .in(directory)
  .run({ onProgress: 'bar' });
console.log(result, result.compare('subtracted'));
