/** A bridge with two taps, one for each side of a migration: a guest keeps its address when it moves from one to the other. */
import { execa } from 'execa';

export interface GuestBridge extends AsyncDisposable {
  readonly taps: readonly [string, string];
  /** Of the guest, with the length of its network: for its command line. */
  readonly guest: string;
}

const HOST = '10.213.77.1/24';
const GUEST = '10.213.77.2/24';

export async function guestBridge(): Promise<GuestBridge> {
  const mark = process.pid.toString(36);
  const bridge = `vlb${mark}`;
  const taps = [`vlt${mark}a`, `vlt${mark}b`] as const;
  const remove = async () => {
    for (const link of [...taps, bridge]) await ip('link', 'del', link).catch(() => undefined);
  };
  try {
    await ip('link', 'add', bridge, 'type', 'bridge');
    await ip('addr', 'add', HOST, 'dev', bridge);
    for (const tap of taps) await ip('tuntap', 'add', tap, 'mode', 'tap');
    for (const tap of taps) await ip('link', 'set', tap, 'master', bridge, 'up');
    await ip('link', 'set', bridge, 'up');
    return { taps, guest: GUEST, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** @returns why there can be no bridge here, or false */
export async function whyNoBridge(): Promise<string | false> {
  try {
    await using _ = await guestBridge();
    return false;
  } catch (error) {
    return `no bridge with taps can be made here: ${(error as Error).message.split('\n')[0]}`;
  }
}

const ip = (...words: string[]) => execa('ip', words);
