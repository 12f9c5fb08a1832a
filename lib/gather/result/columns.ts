/**
 * The columns that several collectors have: of VMs, of the host, of domains of Xen.
 */
import type { GatherColumn } from './table.ts';

export const CPU_COLUMNS: readonly GatherColumn[] = [
  { key: 'cpuSeconds', name: 'CPU time', unit: 's' },
  { key: 'meanCores', name: 'mean', unit: 'cores' },
  { key: 'maxCores', name: 'max', unit: 'cores' },
];

/** Means over the time in which it was there. */
export const DISK_COLUMNS: readonly GatherColumn[] = [
  { key: 'readBytes', name: 'read', unit: 'bytes' },
  { key: 'writtenBytes', name: 'written', unit: 'bytes' },
  { key: 'readBytesPerSecond', name: 'read', unit: 'bytes/s' },
  { key: 'writtenBytesPerSecond', name: 'written', unit: 'bytes/s' },
];

/** As it sees it: what it received, not what its interface on the host did. */
export const NETWORK_COLUMNS: readonly GatherColumn[] = [
  { key: 'receivedBytes', name: 'received', unit: 'bytes' },
  { key: 'sentBytes', name: 'sent', unit: 'bytes' },
  { key: 'receivedBytesPerSecond', name: 'received', unit: 'bytes/s' },
  { key: 'sentBytesPerSecond', name: 'sent', unit: 'bytes/s' },
];

export const MEMORY_COLUMNS: readonly GatherColumn[] = [
  { key: 'meanBytes', name: 'mean', unit: 'bytes' },
  { key: 'maxBytes', name: 'max', unit: 'bytes' },
];

/** Shares of the run in which at least one task (`some`), or all of them (`full`), waited. */
export const PRESSURE_COLUMNS: readonly GatherColumn[] = [
  { key: 'cpuSome', name: 'CPU some', unit: 'fraction' },
  { key: 'cpuFull', name: 'CPU full', unit: 'fraction' },
  { key: 'memorySome', name: 'memory some', unit: 'fraction' },
  { key: 'memoryFull', name: 'memory full', unit: 'fraction' },
  { key: 'ioSome', name: 'I/O some', unit: 'fraction' },
  { key: 'ioFull', name: 'I/O full', unit: 'fraction' },
];

/** Core-seconds in which something could have run: and waited for a CPU, was held back by its quota, or had its CPU taken by the machine below. */
export const SCHEDULE_COLUMNS: readonly GatherColumn[] = [
  { key: 'waitSeconds', name: 'waited', unit: 's' },
  { key: 'throttledSeconds', name: 'throttled', unit: 's' },
  { key: 'stealSeconds', name: 'steal', unit: 's' },
];

/** Hits are references minus misses. */
export const CACHE_COLUMNS: readonly GatherColumn[] = [
  { key: 'llcReferences', name: 'LLC loads' },
  { key: 'llcMisses', name: 'LLC misses' },
  { key: 'llcHits', name: 'LLC hits' },
  { key: 'cacheReferences', name: 'references' },
  { key: 'cacheMisses', name: 'misses' },
  { key: 'cacheHits', name: 'hits' },
];
