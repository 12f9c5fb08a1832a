import { HostError } from '../../../core/errors.ts';

/** As URIs name these machines. */
export const QEMU_URI = 'qemu:';

export const refusal = (operation: string, target: string, stderr: string): HostError =>
  new HostError({ host: QEMU_URI, operation, target, stderr });
