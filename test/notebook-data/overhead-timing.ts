// Makes notebooks/data/overhead/timing anew: what timing each access costs who dirties memory, with and without, 10 times each. Needs nothing;
// takes a minute. Run: node --import tsx test/notebook-data/overhead-timing.ts
import { rm } from 'node:fs/promises';
import { experiment, migmon } from '../../lib/index.ts';

const directory = new URL('../../notebooks/data/overhead/timing', import.meta.url).pathname;

await rm(directory, { recursive: true, force: true });
const result = await experiment('timing')
  .vary({ pattern: ['sequential', 'random'], timed: ['no', 'yes'] })
  .repeat(10)
  .warmUp(1)
  .measure(async ({ pattern, timed }, { signal }) => {
    const memory = migmon.dirty({ size: '256M', pattern });
    const { cpu, pages } = await (timed === 'yes' ? memory.latency() : memory).run({ for: '1s', signal });
    return { page: cpu / pages }; // CPU time, as others use this machine, too
  })
  .units({ page: 's' })
  .in(directory)
  .run({ onProgress: 'bar' });
console.log(result, result.compare('timed'));
