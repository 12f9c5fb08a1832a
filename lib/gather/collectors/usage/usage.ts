/**
 * What VMs use, from the kernel's counters: the fleet's recorder, with its recording as raw output.
 */
import type { FleetRecording } from '../../../record/fleet/recording.ts';
import { type Collector, type CollectorCost, NO_COST } from '../../collector/collector.ts';
import { threadSeconds, threadsMadeBy } from '../../collector/own-threads.ts';
import { readUsage, writeUsage } from './files.ts';
import { usageOutput } from './output.ts';
import { Recording } from './recording.ts';

export function usage(): Collector {
  let recording: Recording | undefined;
  let threads: string[] = [];
  let result: FleetRecording | undefined;
  let cost: CollectorCost = NO_COST;
  return {
    name: 'usage',
    async start(context) {
      recording = new Recording(context);
      const begun = recording.nextStep();
      threads = await threadsMadeBy(() => begun);
    },
    async stop() {
      await recording?.nextStep();
      const cpuSeconds = await threadSeconds(threads);
      result = await recording?.end();
      cost = { cpuSeconds, bytes: recording?.bytes ?? 0, dropped: recording?.dropped ?? 0 };
    },
    async write(directory) {
      if (result !== undefined) await writeUsage(directory, result);
    },
    parse: async (directory) => usageOutput(await readUsage(directory)),
    cost: () => cost,
  };
}
