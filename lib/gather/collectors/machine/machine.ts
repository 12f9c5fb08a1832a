/**
 * The host itself: its kernel's own files, sampled as they are and parsed later.
 */
import { join } from 'node:path';
import { readText, writeText } from '../../../host/local/files.ts';
import { type Collector, type CollectorCost, NO_COST } from '../../collector/collector.ts';
import { threadSeconds, threadsMadeBy } from '../../collector/own-threads.ts';
import { LARGEST_FILE, readJson, writeJson } from '../../raw/json-file.ts';
import { formatSamples, parseSamples, type TextSample } from '../../raw/sample.ts';
import { SampleBuffer } from '../../raw/sample-buffer.ts';
import { type SamplingFiles, sampleFiles } from '../../raw/sample-files.ts';
import { type Devices, devicesOf } from './devices.ts';
import { filesFor } from './files-for.ts';
import { machineOutput } from './output.ts';

const DEVICES = 'devices.json';
const SAMPLES = 'samples.jsonl';

export function machine(): Collector {
  let sampling: SamplingFiles | undefined;
  let buffer = new SampleBuffer(0);
  let devices: Devices | undefined;
  let threads: string[] = [];
  let cost: CollectorCost = NO_COST;
  return {
    name: 'host',
    async start({ host, hostName, interval, limit, sections }) {
      buffer = new SampleBuffer(limit);
      devices = await devicesOf(host, hostName);
      const files = await filesFor(host, sections);
      const take = (sample: TextSample) => buffer.add(sample);
      threads = await threadsMadeBy(async () => {
        sampling = await sampleFiles({ host, files, interval, take });
      });
    },
    async stop() {
      const cpuSeconds = await threadSeconds(threads);
      await sampling?.stop();
      cost = { cpuSeconds, bytes: buffer.bytes, dropped: buffer.dropped };
    },
    async write(directory) {
      await writeJson(join(directory, DEVICES), devices);
      await writeText(join(directory, SAMPLES), formatSamples(buffer.list()));
    },
    async parse(directory) {
      const [file, told] = [
        join(directory, SAMPLES),
        await readJson<Devices>(join(directory, DEVICES), ['name', 'disks']),
      ];
      return machineOutput(told, parseSamples(await readText(file, LARGEST_FILE), file));
    },
    cost: () => cost,
  };
}
