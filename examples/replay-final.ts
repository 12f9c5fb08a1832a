// Replays a recorded VM with the CPU cost of the replay itself taken off, as an earlier run without CPU recorded it, and keeps all that came of
// it in runs/replay-final. Needs nothing; as root it runs in a cgroup and a network namespace of its own, else it paces itself and says so.
// Takes 45 s.
//     replay-final.ts
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chart, lab, replay } from 'vmlab';

commandLine();
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

/** --help prints the comment above; words that are not known are told in a line. */
function commandLine() {
  try {
    const told = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
    if (!told.values.help) return told;
    const [about] = readFileSync(import.meta.filename, 'utf8').split('\nimport');
    console.log(about.replace(/^\/\/ ?/gm, ''));
    process.exit();
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    console.error(sentence);
    process.exit(9);
  }
}
