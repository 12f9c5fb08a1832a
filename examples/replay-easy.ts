// Replays a recorded VM as it is, without taking the replay's own CPU cost off. Needs nothing; as root it runs in a cgroup of its own. 40 s.
import { chart, replay } from 'vmlab';

const run = await replay
  .fromCsv(new URL('data/record.csv', import.meta.url).pathname)
  .row(1)
  .fit()
  .run({ onProgress: 'bar' });

console.log(chart(run));
