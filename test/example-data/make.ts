// Makes the recordings in examples/data anew: runs workload.sh in a VM of this machine and records it, then replays it without CPU to
// record what the replay itself costs. As root; takes two minutes. Run: node --import tsx test/example-data/make.ts
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monotonic } from '../../lib/core/clock.ts';
import { Scope } from '../../lib/core/scope.ts';
import { hostFacts } from '../../lib/host/local/facts.ts';
import { writeText } from '../../lib/host/local/files.ts';
import { lab } from '../../lib/lab/lab.ts';
import { startRecorder } from '../../lib/record/recorder.ts';
import { openPlace } from '../../lib/replay/open-place.ts';
import { replay } from '../../lib/replay/replay.ts';
import { saveRecording } from '../../lib/replay/save.ts';
import { writeMemoryRecord } from '../../lib/trace/format/memory-record.ts';
import type { Trace } from '../../lib/trace/trace.ts';

const data = (name: string) => new URL(`../../examples/data/${name}`, import.meta.url).pathname;

const trace = await recordWorkload();
await saveRecording({ host: hostFacts(), traces: [trace] }, data('record.csv'), { format: 'virt-top' });
await writeText(data('memory_record'), writeMemoryRecord(trace));
const overhead = await replay
  .fromCsv(data('record.csv'))
  .row(1)
  .memoryFrom(data('memory_record'))
  .without('cpu')
  .fit()
  .run();
await overhead.recording.save(data('cpu_overhead.csv'), { format: 'virt-top' });
console.log(overhead);

async function recordWorkload(): Promise<Trace> {
  await using scope = new Scope();
  const vm = scope.use(await lab.vm('web-1').open());
  const directory = await mkdtemp('/var/tmp/vmlab-example-');
  scope.defer(() => rm(directory, { recursive: true }));
  const place = await openPlace(vm, scope);
  const counters = { ...place.counters, ...(await place.countDisk?.(join(directory, 'x'))) };
  const server = createServer((request, response) => void request.resume().on('end', () => response.end()));
  await new Promise<void>((listening) => server.listen(0, place.network?.hostAddress, listening));
  scope.defer(async () => server.close());
  const url = `http://${place.network?.hostAddress}:${(server.address() as AddressInfo).port}/`;
  const recorder = startRecorder({
    name: vm.name,
    origin: monotonic(),
    interval: new Float64Array(600).fill(1),
    counters,
  });
  const { exitCode, stderr } = await vm.exec(['bash', join(import.meta.dirname, 'workload.sh'), directory, url]);
  if (exitCode !== 0) throw new Error(stderr);
  recorder.stop();
  await recorder.done;
  const all = recorder.trace();
  const columns = Object.entries(all).map(([name, column]) => [
    name,
    typeof column === 'string' ? column : column.slice(0, recorder.steps),
  ]);
  return Object.fromEntries(columns) as Trace;
}
