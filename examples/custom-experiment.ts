// The template of an experiment of your own: copy it, change what is varied and what is measured. Here: does a connection of its own for requested
// pages (postcopy-preempt) make page requests quicker while precopy fills the link, and what does it cost precopy? Both ends are on loopback. Each
// combination is measured three times, in random order, after one to warm up. Every trial is kept as it ends: interrupted (Ctrl-C, a crash), it goes
// on where it was when it is run again. Prints a table of medians and a comparison, and keeps result.json, trials.csv, report.html and charts.
// Needs nothing, and no root. Takes 15 s.
//     custom-experiment.ts [--repeat 3] [--for 30min] [--in experiments/preempt] [--fresh]
import { commandLine, experiment, migmon, VmlabError } from 'vmlab';

const { values } = commandLine(import.meta.url, {
  options: {
    repeat: { type: 'string', default: '3' },
    for: { type: 'string' },
    in: { type: 'string', default: 'experiments/preempt' },
    fresh: { type: 'boolean', default: false },
  },
});

const preempt = experiment('preempt')
  // Every combination of these. .where(({ requests, preempt }) => …) would leave some out.
  .vary({ requests: [1, 8], preempt: [false, true] })
  .repeat(Number(values.repeat))
  .warmUp(1)
  .timeout('30s')
  .in(values.in)
  // One trial: it gets a combination, and resolves to numbers in base units. Hand the signal on to whatever takes its time.
  .measure(async ({ requests, preempt }, { signal, log }) => {
    await using destination = await migmon.destination({ port: 0, size: '1G' }).listen();
    const source = migmon.precopy({ size: '1G' }).postcopy().requests(requests).to('127.0.0.1', destination);
    const sent = await (preempt ? source.preempt() : source).run({ for: '0.5s', signal });
    const { latency } = await destination.close();
    log(`${latency.count} pages were requested`);
    return { median: latency.percentile(50) / 1e6, p99: latency.percentile(99) / 1e6, bandwidth: sent.bandwidth };
  })
  .units({ median: 's', p99: 's', bandwidth: 'bytes/s' });

const limited = values.for === undefined ? preempt : preempt.for(values.for);

try {
  const result = await (values.fresh ? limited.fresh() : limited).run({ onProgress: 'bar' });
  console.log(result);
  console.log(result.compare('preempt'));
  console.log(`saved: ${await result.save(values.in)}`);
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
