import type { Unit } from '../../report/report.ts';
import type { VmLimits } from './plant.ts';

/** How limits are shown. */
export const LIMITS: readonly { readonly kind: keyof VmLimits; readonly name: string; readonly unit: Unit }[] = [
  { kind: 'weight', name: 'cpu.weight', unit: '' },
  { kind: 'quota', name: 'CPU quota', unit: 'cores' },
  { kind: 'memory', name: 'memory.max', unit: 'bytes' },
  { kind: 'read', name: 'read limit', unit: 'bytes/s' },
  { kind: 'write', name: 'write limit', unit: 'bytes/s' },
];
