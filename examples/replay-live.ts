// Replays a recorded VM in one run: the burners give way to all else in the group, so that the group's total follows the recording; each
// step is printed as it ends. Needs nothing. Takes 40 s, or as many steps as you let it run: Ctrl-C keeps what was recorded.
//     replay-live.ts
import { commandLine, replay } from 'vmlab';

commandLine(import.meta.url);
const recording = replay.fromCsv(new URL('data/record.csv', import.meta.url).pathname).row(1);
const target = await recording.trace();
console.log(`${target.name}: ${target.interval.length} steps`);

for await (const { step, cpu, read, write, tx } of recording.subtractOverhead().fit().watch()) {
  console.log(`step ${step}: ${cpu?.toFixed(3)} cores, ${read} B read, ${write} B written, ${tx} B sent`);
}
