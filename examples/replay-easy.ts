// Replays a recorded VM as it is, without taking the replay's own CPU cost off, and draws what was achieved beside what was recorded. Needs
// nothing; as root it runs in a cgroup of its own. Takes 40 s.
//     replay-easy.ts
import { chart, commandLine, replay } from 'vmlab';

commandLine(import.meta.url);

const run = await replay
  .fromCsv(new URL('data/record.csv', import.meta.url).pathname)
  .row(1)
  .fit()
  .run({ onProgress: 'bar' });

console.log(chart(run));
