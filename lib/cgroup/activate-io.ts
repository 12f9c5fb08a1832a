/**
 * Makes the kernel count a disk's bytes on v1.
 */
import type { Host } from '../host/host.ts';
import { valueIn } from '../host/setting.ts';
import type { KernelFiles } from './kernel-files.ts';

const FILE = 'blkio.throttle.read_bps_device';

/**
 * Since Linux 6.10 (block/blk-throttle.c, blk_throtl_init) the throttle of a disk, and with it `io_service_bytes`, only starts when some group
 * is told a limit for it. "0", no limit, is one as well: it starts the count and leaves nothing to undo. A limit that is there has started it.
 *
 * @param disk '254:0'
 */
export async function activateIo(host: Host, files: KernelFiles, disk: string): Promise<void> {
  const path = files.path(FILE);
  const hasLimit = valueIn(await host.readFile(path), { line: disk }) !== '';
  if (!hasLimit) await host.writeFile(path, `${disk} 0`);
}
