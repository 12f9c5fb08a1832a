import type { HostReading, PlantSample } from './plant.ts';
import { busyShare } from './rates.ts';
import type { LiveSettings } from './settings.ts';
import { observe, startWatched, type Watched } from './watched.ts';

/** The VMs that are there. */
export interface Roster {
  /** In the order in which they came. */
  readonly vms: readonly Watched[];
  /** A period has ended: what its VMs used. Without a sample nothing is known of it. */
  observe(sample: PlantSample | undefined): void;
  /** A period begins: who is there now. */
  renew(sample: PlantSample): void;
}

export function startRoster(settings: LiveSettings): Roster {
  const vms = new Map<string, Watched>();
  let host: HostReading | undefined;
  return {
    get vms() {
      return [...vms.values()];
    },
    observe: (sample) => {
      const busy = sample ? busyShare(host, sample.host) : Number.NaN;
      const readings = new Map(sample?.vms.map(({ name, reading }) => [name, reading]));
      for (const vm of vms.values()) observe(vm, readings.get(vm.name), busy);
      host = sample?.host ?? host;
    },
    renew: (sample) => {
      const names = new Set(sample.vms.map(({ name }) => name));
      for (const name of vms.keys()) if (!names.has(name)) vms.delete(name);
      for (const { name, reading } of sample.vms)
        if (!vms.has(name)) vms.set(name, Object.assign(startWatched(name, settings), { reading }));
    },
  };
}
