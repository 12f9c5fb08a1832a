/**
 * A limit on a disk's bytes that a clock moves while it stands.
 */
import type { Undo } from '../core/undo.ts';
import type { FileWrite } from '../host/host.ts';
import { type Setting, textFor } from '../host/setting.ts';
import type { Dialect } from './dialect.ts';
import type { KernelFiles } from './kernel-files.ts';

/** Which way bytes go. */
export type Direction = 'read' | 'write';

export interface Throttle extends Undo {
  /** What sets one direction to a rate (bytes a second), and where. At least 1 is asked for: 0 is "no limit" on v1. */
  rate(direction: Direction, bytesPerSecond: number): FileWrite;
}

/** @param disk '254:0'. @returns how a clock moves a limit that stands. */
export const throttleOf = ({ dialect, files }: Words, disk: string, undo: Undo): Throttle => ({
  ...undo,
  rate: (direction, bytesPerSecond) => {
    const limits = { device: disk, [direction]: Math.max(1, Math.round(bytesPerSecond)) };
    const [{ file, value, ...entry }] = dialect.encode({ io: limits }) as [Setting];
    return { file: files.path(file), value: textFor(value, entry) };
  },
});

/** How the group's kernel says things. */
interface Words {
  readonly dialect: Dialect;
  readonly files: KernelFiles;
}
