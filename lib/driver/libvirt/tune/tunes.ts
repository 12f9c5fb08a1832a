import { balloonPeriod, balloonSize } from './balloon.ts';
import { blkdeviotune } from './blkdeviotune.ts';
import { domiftune } from './domiftune.ts';
import { emulatorPin, vcpuPin } from './pinning.ts';
import { schedinfo } from './schedinfo.ts';
import type { Tune } from './tune.ts';

/** By the name that a journal has for each. */
export const TUNES = {
  schedinfo,
  'vcpu-pin': vcpuPin,
  'emulator-pin': emulatorPin,
  'balloon-size': balloonSize,
  'balloon-period': balloonPeriod,
  blkdeviotune,
  domiftune,
} as const satisfies Readonly<Record<string, Tune>>;

export type TuneName = keyof typeof TUNES;

export const tuneOf = (name: TuneName): Tune => TUNES[name];
