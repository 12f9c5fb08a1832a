/** A bridge with guests behind it: network namespaces of the test's own, each joined by a veth pair and with an address in 198.18.0.0/15 (RFC 2544). */
import { execa } from 'execa';

export interface Guest {
  readonly netns: string;
  readonly address: string;
  /** What its interface has received since it was made, in bytes, by its own counter. */
  received(): Promise<number>;
}

export interface Bridge extends AsyncDisposable {
  readonly name: string;
  readonly guests: readonly Guest[];
}

/** @param count guests, up to 9. @example await using bridge = await openBridge(2); */
export async function openBridge(count: number): Promise<Bridge> {
  const id = `${(process.pid % 0xffff).toString(16)}${(made++).toString(16)}`;
  const name = `vlb${id}`;
  const subnet = `198.18.${process.pid % 254}`;
  const guests = Array.from({ length: count }, (_, index) =>
    guestOf(`vmlab-test-${id}-${index}`, `${subnet}.1${index}`),
  );
  const close = async () => {
    for (const { netns } of guests) await execa('ip', ['netns', 'del', netns], { reject: false });
    await execa('ip', ['link', 'del', name], { reject: false });
  };
  try {
    await batch([`link add ${name} type bridge`, ...quiet(name), `address add ${subnet}.1/24 dev ${name}`]);
    for (const [index, guest] of guests.entries()) await join(guest, { bridge: name, port: `vlg${id}${index}` });
  } catch (error) {
    await close();
    throw error;
  }
  return { name, guests, [Symbol.asyncDispose]: close };
}

let made = 0;

const guestOf = (netns: string, address: string): Guest => ({
  netns,
  address,
  received: async () => {
    const { stdout } = await execa('ip', ['-n', netns, '-json', '-statistics', 'link', 'show', 'eth0']);
    return JSON.parse(stdout)[0].stats64.rx.bytes;
  },
});

async function join({ netns, address }: Guest, { bridge, port }: { bridge: string; port: string }): Promise<void> {
  await batch([`netns add ${netns}`, `link add ${port} type veth peer name eth0 netns ${netns}`]);
  await batch([`link set ${port} master ${bridge}`, ...quiet(port)]);
  await batch([...quiet('lo'), ...quiet('eth0'), `address add ${address}/24 dev eth0`], netns);
}

/** Up, and without IPv6, which would talk of its own accord. */
const quiet = (link: string): string[] => [`link set ${link} addrgenmode none`, `link set ${link} up`];

const batch = (lines: readonly string[], netns?: string) =>
  execa('ip', [...(netns === undefined ? [] : ['-n', netns]), '-batch', '-'], { input: lines.join('\n') });
