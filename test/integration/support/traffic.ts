/** UDP traffic in a namespace or out of one, and what the kernel counted of it. */
import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { Counter } from '../../../lib/host/counter.ts';

/** Ethernet, IPv4 and UDP headers. */
export const HEADER_BYTES = 14 + 20 + 8;

/** `count` 0 sends until it is killed. */
const SENDER = `
const [to, port, size, count] = process.argv.slice(1);
const socket = require('node:dgram').createSocket('udp4');
const payload = Buffer.alloc(Number(size));
let left = Number(count) || Infinity;
const send = () => left-- > 0 ? socket.send(payload, Number(port), to, send) : socket.close();
socket.bind(() => { for (let lane = 0; lane < (Number(count) ? 1 : 32); lane++) send(); });
`;

export interface Stream {
  readonly netns?: string;
  readonly to: string;
  readonly port: number;
  readonly size?: number;
}

/** Sends exactly so many datagrams, and ends. */
export const sendDatagrams = (stream: Stream, count: number) => execa(...senderOf(stream, count));

/** Bytes a second that a counter saw while a stream ran as fast as it was let, after it has settled. */
export async function countedRate(stream: Stream, counter: Counter, seconds: number): Promise<number> {
  const sender = execa(...senderOf(stream, 0), { reject: false });
  try {
    await sleep(600);
    const [before, start] = [await countOf(counter), performance.now()];
    await sleep(seconds * 1000);
    const [after, end] = [await countOf(counter), performance.now()];
    return (after - before) / ((end - start) / 1000);
  } finally {
    sender.kill('SIGKILL');
    await sender;
  }
}

export const countOf = async ({ file, parse }: Counter): Promise<number> => parse(await readFile(file, 'utf8'));

/** Listens, so that nothing is answered with ICMP. */
export async function openSink(address: string, port: number): Promise<AsyncDisposable> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(port, address, resolve));
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => void socket.close(() => resolve())) };
}

const senderOf = ({ netns, to, port, size = 1472 }: Stream, count: number): [string, string[]] => {
  const argv = [process.execPath, '-e', SENDER, to, String(port), String(size), String(count)];
  return netns === undefined ? [argv[0] as string, argv.slice(1)] : ['nsenter', [`--net=${netns}`, ...argv]];
};
