/**
 * Limits in the words of v2. Source: Documentation/admin-guide/cgroup-v2.rst.
 */
import type { Setting } from '../../host/setting.ts';
import type { Dialect, LimitReadings } from '../dialect.ts';
import type { Limits } from '../limits/limits.ts';
import { DEFAULT_PERIOD, type Quota } from '../limits/quota.ts';
import { settingFor } from '../limits/setting.ts';
import { parseAmount } from './amount.ts';
import { encodeIo, io } from './io.ts';

/** @example encode({ memory: 4096 }) // [{ file: 'memory.max', value: '4096' }] */
export const encode: Dialect['encode'] = ({ cpu, weight, cpus, memory, io, pids }: Limits): Setting[] => [
  ...settingFor('cpu.max', cpu && (cpu === 'max' ? `max ${DEFAULT_PERIOD}` : `${cpu.quota} ${cpu.period}`)),
  ...settingFor('cpu.weight', weight),
  ...settingFor('cpuset.cpus', cpus),
  ...settingFor('memory.max', memory),
  ...(io ? encodeIo(io) : []),
  ...settingFor('pids.max', pids),
];

export const readings: LimitReadings = {
  quota: { files: ['cpu.max'], parse: ([text = '']) => parseCpuMax(text) },
  weight: { files: ['cpu.weight'], parse: ([text = '']) => Number(text) },
  cpus: { files: ['cpuset.cpus', 'cpuset.cpus.effective'], parse: parseCpus },
  memory: { files: ['memory.max'], parse: ([text = '']) => parseAmount(text) },
  pids: { files: ['pids.max'], parse: ([text = '']) => parseAmount(text) },
  io,
};

function parseCpuMax(text: string): Quota {
  const [quota, period] = text.trim().split(' ');
  return quota === 'max' ? 'max' : { quota: Number(quota), period: Number(period) };
}

/** A group that was told nothing has what the groups above it let through. */
function parseCpus([own = '', effective = '']: readonly string[]): string {
  return own.trim() || effective.trim();
}
