// Replays a recorded VM with the CPU cost of the replay itself taken off, as an earlier run without CPU recorded it, and keeps all that came of
// it in runs/replay-final. Needs nothing; as root it runs in a cgroup and a network namespace of its own, else it paces itself and says so.
// Takes 45 s.
//     replay-final.ts
import { chart, commandLine, lab, replay } from 'vmlab';

commandLine(import.meta.url);
const data = (name: string) => new URL(`data/${name}`, import.meta.url).pathname;

await using vm = await lab.vm('replay-final').open();
const run = await replay
  .fromCsv(data('record.csv'))
  .row(1)
  .memoryFrom(data('memory_record'))
  .subtractOverhead(data('cpu_overhead.csv'))
  .fit()
  .on(vm)
  .run({ onProgress: 'bar' });

console.log(chart(run));
console.log(`saved: ${await run.save('runs/replay-final')}`);
