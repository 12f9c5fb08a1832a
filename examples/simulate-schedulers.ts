// Four schedulers beside each other, simulated: ResCoin's credit, dominant resource fairness, max-min fairness, and none (static templates).
// Three VMs share two cores and a disk: the recorded one of data/, or those of the files that are named, one that wants more by and by, and one
// that is busy by turns. Prints a table a resource, and what ResCoin granted over time. Needs nothing, and no root. Takes 1 s.
//     simulate-schedulers.ts [FILE...] [--cores 2] [--disk 20M] [--window 10]
import { commandLine, sched, VmlabError } from 'vmlab';

const { values, positionals } = commandLine(import.meta.url, {
  allowPositionals: true,
  options: {
    cores: { type: 'string', default: '2' },
    disk: { type: 'string', default: '20M' },
    window: { type: 'string', default: '10' },
  },
});

try {
  const recorded = positionals.length > 0 ? positionals : new URL('data/record.csv', import.meta.url).pathname;
  const { traces } = await sched.read(recorded);

  // Made up for as many seconds as were recorded, from a seed: the same each time.
  const lengths = traces.map(({ interval }) => interval.reduce((sum, step) => sum + step, 0));
  const steps = Math.ceil(Math.max(...lengths) - 1e-9);
  const peak = { cpu: 2, write: '15M' };
  const waves = sched.load.sine({ name: 'waves', vms: 1, steps, period: '40s', peak });
  const bursts = sched.load.onOff({ name: 'bursts', vms: 1, steps, on: '5s', off: '10s', peak, seed: 7 });

  const policies = [sched.rescoin({ window: Number(values.window) }), sched.drf(), sched.maxMin(), sched.static()];
  const simulations = policies.map((policy) =>
    sched.simulate([...traces, waves, bursts], {
      predictor: sched.ewma(0.7),
      policy,
      capacity: { cpu: Number(values.cores), write: values.disk },
      interval: '1s',
    }),
  );

  console.log(`${sched.compare(simulations)}\n`);
  console.log(simulations[0].chart());
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
