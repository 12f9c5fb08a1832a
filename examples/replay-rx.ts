// The host's side of a replay: two VMs receive, from outside, what two recorded VMs received, step by step on one clock, each under an HTB
// class of its own. Makes a bridge with a network namespace for each of the two VMs, and takes them away at the end: with real VMs, name their
// bridge and addresses instead. Needs root and iproute2. Takes 15 s.
//     replay-rx.ts
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, replay } from 'vmlab';

commandLine(import.meta.url);

const directory = mkdtempSync(join(tmpdir(), 'vmlab-rx-'));
const file = (name: string, lines: readonly string[]) => {
  writeFileSync(join(directory, name), `${lines.join('\n')}\n`);
  return join(directory, name);
};

// A recording in vmlab's own format, bytes in steps of 1 s; one of `virt-top --csv` will do as well.
const recording = file('rx.csv', [
  'time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes',
  ...[1, 2, 4, 8, 12, 12, 6, 3, 1, 1].flatMap((megabytes, step) => [
    `${step},1,web-1,,,,,${megabytes}000000,`,
    `${step},1,web-2,,,,,${13 - megabytes}000000,`,
  ]),
]);

// IP PORT MINOR ROW: row 1 of the recording goes to the first VM under class 10:60 (MINOR is hexadecimal, as in tc).
const config = file('config_host', ['198.18.73.11 5001 60 1', '198.18.73.12 5001 61 2']);

const ip = (...words: string[]) => execFileSync('ip', words);
const [bridge, ...guests] = ['vmlabrx0', 'vmlabrx1', 'vmlabrx2'] as const;

try {
  ip('link', 'add', bridge, 'type', 'bridge');
  ip('address', 'add', '198.18.73.1/24', 'dev', bridge);
  ip('link', 'set', bridge, 'up');
  for (const [index, guest] of guests.entries()) {
    ip('netns', 'add', guest);
    ip('link', 'add', guest, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', guest);
    ip('link', 'set', guest, 'master', bridge, 'up');
    ip('-n', guest, 'address', 'add', `198.18.73.1${index + 1}/24`, 'dev', 'eth0');
    ip('-n', guest, 'link', 'set', 'eth0', 'up');
  }

  const run = await replay.rx(recording).targets(config).interface(bridge).run({ onProgress: 'bar' });
  console.log(run);
  for (const { plan, fidelity } of run.results) console.log(plan.notes.at(-1), fidelity.rx);
} finally {
  for (const guest of guests) spawnSync('ip', ['netns', 'del', guest]);
  spawnSync('ip', ['link', 'del', bridge]);
  rmSync(directory, { recursive: true });
}
