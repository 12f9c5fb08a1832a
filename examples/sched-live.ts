// Schedules two VMs of this machine that both want all its cores, one of them promised three times as much as the other: who used less
// than promised earns credit, and is served first later. Limits go back to what they were. Needs root, for cgroups. Takes 6 s.
//     sched-live.ts
import { commandLine, lab, sched } from 'vmlab';

commandLine(import.meta.url);

await using busy = await lab.vm('sched-busy', { network: false }).open();
await using calm = await lab.vm('sched-calm', { network: false }).open();
for (const vm of [busy, busy, calm, calm]) vm.exec(['sh', '-c', 'while :; do :; done']).catch(() => {}); // ends with its VM

const result = await sched.run(lab, {
  predictor: sched.ewma(0.7),
  policy: sched.rescoin({ window: 10 }),
  capacity: { cpu: 2 },
  templates: { 'sched-busy': { cpu: 1.5 }, 'sched-calm': { cpu: 0.5 } },
  interval: '1s',
  for: '5s',
  onPeriod: (period) => console.log(`${period}\n`),
});

console.log(String(result));
console.log(result.chart());
