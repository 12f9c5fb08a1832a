/**
 * Block devices as the kernel numbers them. Throttling acts on whole disks, so a partition stands for its disk.
 */
import { InputError } from '../core/errors.ts';
import type { Host } from '../host/host.ts';

/**
 * @param device '/dev/vda', '/dev/vda1', a link to one, or numbers: '254:0'
 * @returns the whole disk's numbers
 * @throws InputError for what is no block device here
 * @example await diskNumbers(host, '/dev/vda1') // '254:0'
 */
export async function diskNumbers(host: Host, device: string): Promise<string> {
  const numbers = /^\d+:\d+$/.test(device) ? device : await numbersOf(host, device);
  const block = `/sys/dev/block/${numbers}`;
  if (!(await host.exists(block))) throw notADisk(device);
  const isPartition = await host.exists(`${block}/partition`);
  return isPartition ? (await host.readFile(`${block}/../dev`)).trim() : numbers;
}

/** stat(1) follows links; it prints the numbers in hexadecimal. */
async function numbersOf(host: Host, path: string): Promise<string> {
  if (!path.startsWith('/')) throw notADisk(path);
  const { stdout } = await host.run(['stat', '-L', '-c', '%F %t:%T', '--', path]).catch((cause) => {
    throw notADisk(path, cause);
  });
  const match = /^block special file ([0-9a-f]+):([0-9a-f]+)$/.exec(stdout.trim());
  if (!match) throw notADisk(path);
  return match
    .slice(1)
    .map((number) => Number.parseInt(number, 16))
    .join(':');
}

const notADisk = (received: string, cause?: unknown) =>
  new InputError({ expected: "a block device such as '/dev/vda' or '254:0'", received }, { cause });
