/**
 * Reads files again and again: of this machine on a native thread, of others by asking for them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { monotonic, NS_PER_SECOND } from '../../core/clock.ts';
import { resolvers } from '../../core/resolvers.ts';
import type { Host } from '../../host/host.ts';
import { Chain, leadFor } from '../../record/fleet/chain.ts';
import { startForgiving } from '../../record/fleet/start-forgiving.ts';
import type { TextSample } from './sample.ts';

export interface FileSampling {
  readonly host: Host;
  readonly files: readonly string[];
  /** In s, on absolute deadlines. */
  readonly interval: number;
  readonly take: (sample: TextSample) => void;
}

export interface SamplingFiles {
  /** Reads them once more, at once, and ends. Rejects with what went wrong meanwhile. */
  stop(): Promise<void>;
}

/** Resolves with the first sample. @example const sampling = await sampleFiles({ host, files: ['/proc/stat'], interval: 1, take: console.log }); */
export const sampleFiles = (sampling: FileSampling): Promise<SamplingFiles> =>
  sampling.host.uri === 'local:' ? natively(sampling) : byAsking(sampling);

async function natively({ host, files, interval, take }: FileSampling): Promise<SamplingFiles> {
  const probing = { probes: files, vms: [] };
  const origin = monotonic() + leadFor(probing);
  const first = resolvers<void>();
  const chain = new Chain(
    { origin, interval, samples: Number.POSITIVE_INFINITY },
    {
      start: startForgiving,
      now: monotonic,
      take: (_, { index, late, text }) => {
        take({ at: index * interval + late, texts: textsOf(files, text) });
        first.resolve();
      },
    },
  );
  chain.read(probing);
  await Promise.race([first.promise, chain.done]);
  return {
    async stop() {
      chain.stop();
      await chain.done;
      take({ at: secondsSince(origin), texts: await readAll(host, files) });
    },
  };
}

/** What could not be read is left out. */
const textsOf = (files: readonly string[], texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(files.map((file, index) => [file, texts[index] ?? ''] as const).filter(([, text]) => text !== ''));

async function byAsking({ host, files, interval, take }: FileSampling): Promise<SamplingFiles> {
  const origin = monotonic();
  const ended = new AbortController();
  const sample = async () => {
    const at = secondsSince(origin);
    take({ at, texts: await readAll(host, files) });
  };
  await sample();
  const reading = keepReading(sample, { origin, interval, signal: ended.signal });
  return {
    async stop() {
      ended.abort();
      await reading;
      await sample();
    },
  };
}

interface Repeating {
  readonly origin: bigint;
  readonly interval: number;
  readonly signal: AbortSignal;
}

/** A deadline that could not be met, since the answer took longer, is left out. */
async function keepReading(sample: () => Promise<void>, { origin, interval, signal }: Repeating): Promise<void> {
  while (!signal.aborted) {
    const now = secondsSince(origin);
    const next = (Math.floor(now / interval) + 1) * interval;
    await wait((next - now) * 1000, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await sample();
  }
}

async function readAll(host: Host, files: readonly string[]): Promise<Record<string, string>> {
  const texts = await Promise.all(files.map((file) => host.readFile(file).catch(() => '')));
  return textsOf(files, texts);
}

const secondsSince = (origin: bigint): number => Number(monotonic() - origin) / NS_PER_SECOND;
