// Replays a recorded VM as it is, without taking the replay's own CPU cost off, and draws what was achieved beside what was recorded. Needs
// nothing; as root it runs in a cgroup of its own. Takes 40 s.
//     replay-easy.ts
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chart, replay } from 'vmlab';

commandLine();

const run = await replay
  .fromCsv(new URL('data/record.csv', import.meta.url).pathname)
  .row(1)
  .fit()
  .run({ onProgress: 'bar' });

console.log(chart(run));

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
