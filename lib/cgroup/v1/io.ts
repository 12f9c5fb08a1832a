/**
 * Throttling of disks: a file for each kind of limit, a line in it for each disk. Source: Documentation/admin-guide/cgroup-v1/blkio-controller.rst.
 */
import type { Setting } from '../../host/setting.ts';
import type { Reading } from '../dialect.ts';
import type { Amount } from '../limits/amount.ts';
import type { IoLimits } from '../limits/limits.ts';
import { settingFor } from '../limits/setting.ts';

const KINDS = { read: 'read_bps', write: 'write_bps', readIops: 'read_iops', writeIops: 'write_iops' } as const;
type Kind = keyof typeof KINDS;
const files = Object.entries(KINDS).map(([kind, file]) => [kind as Kind, `blkio.throttle.${file}_device`] as const);

/** 0 takes a disk's limit away, and then its line is gone. */
export const encodeIo = (limits: IoLimits): Setting[] =>
  files.flatMap(([kind, file]) =>
    settingFor(file, limits[kind] === 'max' ? 0 : limits[kind]).map((setting) => ({
      ...setting,
      line: limits.device,
      absent: '0',
    })),
  );

export const io: Reading<IoLimits[]> = { files: files.map(([, file]) => file), parse: parseThrottles };

function parseThrottles(texts: readonly string[]): IoLimits[] {
  const limits = new Map<string, IoLimits>();
  for (const [index, [kind]] of files.entries())
    for (const [device, value] of linesOf(texts[index] ?? ''))
      limits.set(device, { ...(limits.get(device) ?? { device, ...NONE }), [kind]: Number(value) });
  return [...limits.values()];
}

const NONE: Record<Kind, Amount> = { read: 'max', write: 'max', readIops: 'max', writeIops: 'max' };

const linesOf = (text: string): [string, string][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ') as [string, string]);
