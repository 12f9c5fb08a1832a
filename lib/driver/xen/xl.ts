/**
 * Runs xl, which is all that this driver does to Xen.
 */
import type { Host } from '../../host/host.ts';

/** @returns what it printed. @throws HostError with its words. @example await xl(dom0, ['list']) */
export const xl = async (dom0: Host, words: readonly string[], signal?: AbortSignal): Promise<string> =>
  (await dom0.run(['xl', ...words], signal && { signal })).stdout;
