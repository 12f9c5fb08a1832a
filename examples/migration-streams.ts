// The TCP streams of a live migration, emulated: precopy, whose bandwidth its source prints each second, and postcopy, whose latency of page
// requests its destination prints. The flags, the wire and the lines are those of `mig_mon vm`, so either end may be mig_mon itself.
//     migration-streams.ts [vm] [options...]
//     -d        Emulate a dst VM
//     -s        Emulate a src VM
//     -H HOST   Where the dst VM is (required for -s); with -d, the address to listen at (all of this machine)
//     -t TEST   precopy or postcopy, or both, each with a -t of its own (with -s)
//     -S SIZE   Size of the VM (GB), the same at both ends; 1024
//     -p PORT   Port to connect to or to listen at; 12323
//     --for TIME   End after it: 10s, 2min; else at Ctrl-C
//     --svg DIR    Keep charts of rate and latency over time there, as SVG, with result.json and report.html
// Without -d or -s it shows both ends on loopback. Needs nothing. Takes 3 s so.
import { chart, commandLine, InputError, migmon, VmlabError } from 'vmlab';

const { values } = commandLine(import.meta.url, {
  allowPositionals: true,
  options: {
    destination: { type: 'boolean', short: 'd' },
    source: { type: 'boolean', short: 's' },
    host: { type: 'string', short: 'H' },
    test: { type: 'string', short: 't', multiple: true },
    size: { type: 'string', short: 'S' },
    port: { type: 'string', short: 'p' },
    for: { type: 'string' },
    svg: { type: 'string' },
  },
});

const stop = new AbortController();
// What was measured until then is printed and kept.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());

const port = values.port === undefined ? undefined : Number(values.port);
const size = values.size === undefined ? undefined : `${values.size}G`;
const ending = { for: values.for, signal: stop.signal };

async function emulateDestination(): Promise<void> {
  console.log('Start emulation of dst VM.');
  const result = await migmon.destination({ host: values.host ?? '0.0.0.0', port, size }).run({
    ...ending,
    onConnect: ({ peer }) => console.log(`Connected from src VM ${addressOf(peer)}.`),
    onProgress: (second) => second.count > 0 && console.log(String(second)),
    onDisconnect: ({ peer, error }) => {
      if (error !== undefined) console.log(error);
      console.log(`Dropped connection from src VM ${addressOf(peer)}.`);
    },
  });
  if (values.svg !== undefined) await result.save(values.svg);
}

async function emulateSource(): Promise<void> {
  console.log('Start emulation of src VM.');
  const [precopy, postcopy] = ['precopy', 'postcopy'].map((test) => values.test?.includes(test));
  const result = await migmon.source({ to: values.host, port, size, precopy, postcopy }).run({
    ...ending,
    onConnect() {
      console.log(`Connected to dst VM ${values.host}.`);
      if (precopy) console.log('Starting PRECOPY streaming test...');
    },
    onProgress: (second) => precopy && console.log(String(second)),
  });
  console.log(`Dropped connection to dst VM ${values.host}.`);
  if (values.svg !== undefined) await result.save(values.svg);
}

async function showBoth(): Promise<void> {
  await using destination = await migmon.destination({ port: port ?? 0, size }).listen({
    onProgress: (second) => console.log(`destination: ${second}`),
  });
  const sent = await migmon
    .precopy({ size })
    .postcopy()
    .to('127.0.0.1', destination)
    .for(values.for ?? '3s')
    .run({ signal: stop.signal, onProgress: (second) => console.log(`source: ${second}`) });
  const received = await destination.close();
  console.log(chart(sent));
  console.log(chart(received));
  if (values.svg !== undefined)
    for (const [name, result] of Object.entries({ sent, received })) await result.save(`${values.svg}/${name}`);
}

/** @example addressOf('[::1]:4242') // '::1' */
const addressOf = (peer: string): string => peer.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

try {
  const unknown = values.test?.find((test) => !['precopy', 'postcopy'].includes(test));
  if (unknown !== undefined) throw new InputError({ expected: '-t precopy or -t postcopy', received: unknown });
  else if (values.destination) await emulateDestination();
  else if (values.source) await emulateSource();
  else await showBoth();
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
