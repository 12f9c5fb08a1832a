/** Boots the guest, and waits for its end: under emulation, since not every machine has a KVM that works. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Line } from './reporter.ts';

export interface GuestSpec {
  readonly directory: string;
  readonly kernel: string;
  readonly image: string;
  /** The guest is ended then, whatever it does. */
  readonly seconds: number;
}

export interface GuestRun {
  readonly lines: readonly Line[];
  /** What the guest's console and QEMU say, for when something went wrong. */
  readonly console: string;
}

export async function boot(spec: GuestSpec, signal: AbortSignal): Promise<GuestRun> {
  const files = { console: join(spec.directory, 'console.txt'), lines: join(spec.directory, 'lines.jsonl') };
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  const options = { cancelSignal: signal, reject: false, stdin: 'ignore' } as const;
  const { stderr } = await execa('timeout', timeoutArguments(spec, files), options);
  const [console = '', lines = ''] = await Promise.all(
    [files.console, files.lines].map((file) => readFile(file, 'utf8')),
  );
  return { console: `${console}${stderr}`, lines: lines.split('\n').filter(Boolean).map(parse) };
}

/** timeout(1) ends the guest even where this process is gone. */
const timeoutArguments = (
  { kernel, image, seconds }: GuestSpec,
  files: { console: string; lines: string },
): string[] => [
  ...['--kill-after=5', String(seconds), 'qemu-system-x86_64', '-no-user-config', '-nodefaults', '-no-reboot'],
  ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1G', '-display', 'none'],
  ...['-kernel', kernel, '-initrd', image, '-append', 'console=ttyS0 quiet panic=-1 cgroup_no_v1=all mitigations=off'],
  ...['-drive', 'driver=null-co,read-zeroes=on,size=64M,if=none,id=disk', '-device', 'virtio-blk-pci,drive=disk'],
  ...['-serial', `file:${files.console}`, '-serial', `file:${files.lines}`],
];

/** The last line of a guest that was ended may be half a line. */
function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { said: text };
  }
}
