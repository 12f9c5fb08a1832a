/**
 * Throttling of disks: `io.max`, a line a disk. Source: Documentation/admin-guide/cgroup-v2.rst, "IO Interface Files".
 */
import { type Setting, valueIn } from '../../host/setting.ts';
import type { Reading } from '../dialect.ts';
import type { IoLimits } from '../limits/limits.ts';
import { settingFor } from '../limits/setting.ts';
import { parseAmount } from './amount.ts';

const KINDS = { read: 'rbps', write: 'wbps', readIops: 'riops', writeIops: 'wiops' } as const;
const fields = Object.entries(KINDS) as [keyof typeof KINDS, string][];

/** A write changes only the fields it names: so each is a setting of its own, and can be undone alone. */
export const encodeIo = (limits: IoLimits): Setting[] =>
  fields.flatMap(([kind, field]) =>
    settingFor('io.max', limits[kind]).map((setting) => ({ ...setting, line: limits.device, field, absent: 'max' })),
  );

export const io: Reading<IoLimits[]> = { files: ['io.max'], parse: ([text = '']) => parseIoMax(text) };

function parseIoMax(text: string): IoLimits[] {
  const devices = text.split('\n').flatMap((line) => line.split(' ')[0] || []);
  const amount = (line: string, field: string) => parseAmount(valueIn(text, { line, field, absent: 'max' }));
  return devices.map((device) => ({
    device,
    ...Object.fromEntries(fields.map(([kind, field]) => [kind, amount(device, field)])),
  }));
}
