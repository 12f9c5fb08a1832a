/**
 * What is set on a domain, in words: libvirt's tunes, and Xen's.
 */
import type { UndoAction } from '../../core/undo.ts';
import {
  capText,
  kibibytesText,
  microsecondsText,
  operationsText,
  rateText,
  tapRateText,
  throttleText,
} from './amounts.ts';
import { quota, type SettingWords, valueBefore } from './setting.ts';

/** @param among all that stands, oldest first @example domainSetting(action, []).what // 'quota' */
export function domainSetting(action: UndoAction, among: readonly UndoAction[]): SettingWords {
  const { tune, parameter, device } = action;
  if (parameter === 'global_quota') return quota(periodOf(action, among));
  const name = [tune, parameter].filter((word) => word !== '').join(' ');
  const words = TUNES[name] ?? TUNES[String(tune)] ?? { what: name, value: plain };
  const which = device || (PINS.includes(String(tune)) ? parameter : '');
  return which ? { ...words, what: `${words.what} ${which}` } : words;
}

const periodOf = (action: UndoAction, among: readonly UndoAction[]) =>
  valueBefore(action, among, ({ uuid, parameter }) => uuid === action.uuid && parameter === 'global_period');

/** Those whose parameter is the number of a vCPU. */
const PINS = ['vcpu-pin', 'affinity'];

const plain = (text: string): string => text;

const TUNES: Readonly<Record<string, SettingWords>> = {
  'schedinfo global_period': { what: 'period of the quota', value: microsecondsText },
  'schedinfo cpu_shares': { what: 'CPU shares', value: plain },
  'vcpu-pin': { what: 'CPUs of vCPU', value: plain },
  'emulator-pin': { what: "CPUs of QEMU's own threads", value: plain },
  'balloon-size': { what: 'memory', value: kibibytesText },
  'balloon-period': { what: 's between the memory statistics', value: plain },
  'blkdeviotune bytes': { what: 'limits on bytes of disk', value: (text) => throttleText(text, rateText) },
  'blkdeviotune iops': { what: 'limits on operations of disk', value: (text) => throttleText(text, operationsText) },
  'domiftune inbound': { what: 'limit on what comes by tap', value: tapRateText },
  'domiftune outbound': { what: 'limit on what is sent by tap', value: tapRateText },
  cap: { what: 'quota', value: capText },
  weight: { what: 'CPU weight', value: plain },
  memory: { what: 'memory', value: kibibytesText },
  affinity: { what: 'CPUs of vCPU', value: plain },
};
