import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path where nothing is yet, in the directory for temporary files. @example temporaryPath('vmlab-qemu') // such as '/tmp/vmlab-qemu-3fa94c02d1e7' */
export const temporaryPath = (prefix: string): string => join(tmpdir(), `${prefix}-${randomBytes(6).toString('hex')}`);
