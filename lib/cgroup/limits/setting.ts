import type { Setting } from '../../host/setting.ts';

/** What is not asked for is not written. @example settingFor('pids.max', 100) // [{ file: 'pids.max', value: '100' }] */
export const settingFor = (file: string, value: string | number | undefined): Setting[] =>
  value === undefined ? [] : [{ file, value: String(value) }];
