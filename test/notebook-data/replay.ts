// Makes notebooks/data/replay anew: replays examples/data/record.csv on this machine and keeps the run. As root; takes 45 s.
// Run: node --import tsx test/notebook-data/replay.ts
import { lab, replay } from '../../lib/index.ts';
import { keep } from './keep.ts';

/** As the run keeps it in its notes: from the root of the repository, where this is to be run. */
const recorded = (name: string) => `examples/data/${name}`;

await using vm = await lab.vm('notebook-replay').open();
await vm.cgroup.cpu.weight(10000); // this machine may be busy with other work
const run = await replay
  .fromCsv(recorded('record.csv'))
  .row(1)
  .memoryFrom(recorded('memory_record'))
  .subtractOverhead()
  .fit()
  .on(vm)
  .run({ onProgress: 'bar' });
console.log(run);
await keep(run, new URL('../../notebooks/data/replay', import.meta.url).pathname);
