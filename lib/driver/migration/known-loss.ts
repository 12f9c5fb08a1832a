const FIXED_IN = 9;

/** What runs a guest. */
export interface Emulator {
  /** 'tcg', 'kvm' */
  readonly accelerator?: string;
  /** '10.0.2' */
  readonly version?: string;
}

/**
 * What is known of an accelerator and a version: QEMU before 9.0 loses dirty pages under TCG, and says that the migration was completed. (Fixed
 * by its commit 03bfc2188f; guests whose memory is no multiple of 256 KiB were not affected.)
 *
 * @returns a warning, or undefined
 */
export function knownLoss({ accelerator, version }: Emulator): string | undefined {
  if (accelerator !== 'tcg' || version === undefined || Number.parseInt(version, 10) >= FIXED_IN) return undefined;
  return `QEMU ${version} loses pages of a guest that moves under TCG, and does not notice: verify its memory, or use 9.0 or later`;
}

/** Of all that have a part in it, each once. */
export const knownLosses = (emulators: readonly Emulator[]): string[] => [
  ...new Set(emulators.map(knownLoss).filter((warning) => warning !== undefined)),
];
