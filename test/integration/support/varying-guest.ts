/** A guest that does something else each second, recorded from its host: what a replay is made of. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { monotonic } from '../../../lib/core/clock.ts';
import type { Domain } from '../../../lib/driver/driver.ts';
import { layersOf } from '../../../lib/replay/guest/counters.ts';
import { recordLayers } from '../../../lib/replay/guest/record-layers.ts';
import type { Trace } from '../../../lib/trace/trace.ts';

/** @param to where it sends to; it has a disk /dev/vda */
export async function recordVarying(domain: Domain, { seconds, to }: { seconds: number; to?: string }): Promise<Trace> {
  const layers = layersOf(await domain.counters());
  const interval = new Float64Array(seconds).fill(1);
  const counters = layers[0] ?? {};
  const working = domain.exec?.(['/bin/sh', '-c', WORK, 'work', String(seconds), to ?? '']);
  const recorder = recordLayers(layers)({ name: domain.name, origin: monotonic() + 100_000_000n, interval, counters });
  await recorder.done;
  const output = await working;
  if (output?.exitCode !== 0) throw new Error(`the guest did not work: ${output?.stderr}`);
  return recorder.trace();
}

/** Of each four seconds: little, some, more and much work; in each third a MiB to its disk; 100 KiB a second to its network. */
const WORK = `
  read -r up _ </proc/uptime; up=$((\${up%.*} + 1))
  if [ -n "$2" ]; then
    { echo "step 0 \${up}000000000 $((up + $1))000000000 tx=$(($1 * 102400))"; sleep $(($1 + 1)); } |
      vmlab-agent load --network "$2" --port 9 >/dev/null &
  fi
  second=0
  while [ $second -lt $1 ]; do
    [ $((second % 3)) = 0 ] && dd if=/dev/zero of=/dev/vda bs=64k count=16 seek=$((second * 16)) oflag=direct 2>/dev/null
    turns=$((3000 + (second % 4) * 5000)); turn=0
    while [ $turn -lt $turns ]; do turn=$((turn + 1)); done
    second=$((second + 1))
    read -r now _ </proc/uptime
    [ \${now%.*} -lt $((up + second)) ] && sleep 1
  done
  wait`;

/** As root, a machine of QEMU before all else here: what others leave to it is not what is tested. */
export function goFirst(pid: number): void {
  for (const thread of readdirSync(`/proc/${pid}/task`))
    execFileSync('renice', ['-n', '-15', '-p', thread], { stdio: 'ignore' });
}
