// How long a guest does not answer while it migrates, in mig_mon's own words; either end may be mig_mon's:
//     in the guest:  downtime.ts server_rr          outside:  downtime.ts client_rr GUEST [INTERVAL_MS [SPIKE_LOG]]
//     or one way:    downtime.ts server [SPIKE_LOG]           downtime.ts client GUEST [INTERVAL_MS]
//     --for TIME  End after it, 10s; else at Ctrl-C
//     --svg DIR   Keep charts, a page and all figures there
// Without words: both ends here on loopback, with a server that goes away for 300 ms. Needs nothing. Takes 4 s.
import { setTimeout as sleep } from 'node:timers/promises';
import { chart, commandLine, InputError, migmon, VmlabError } from 'vmlab';

const { values, positionals } = commandLine(import.meta.url, {
  allowPositionals: true,
  options: { for: { type: 'string' }, svg: { type: 'string' } },
});
const [role = 'demo', ...words] = positionals;

const stop = new AbortController();
// What was measured until then is printed and kept.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());

const onProgress = (event: object) => console.log(String(event));
const options = { ...(values.for && { for: values.for }), signal: stop.signal, onProgress };

/** mig_mon listens on all interfaces, and always writes a log. */
const HOST = '0.0.0.0';
const LOG = '/tmp/spike.log';
const every = (milliseconds = '1000') => `${milliseconds}ms`;

const roles = {
  server: (log = LOG) => migmon.listener({ host: HOST }).log(log).run(options),
  client: (guest = '', interval?: string) => migmon.beacon(guest).every(every(interval)).run(options),
  server_rr: () => migmon.echoServer({ host: HOST }).run(options),
  client_rr: (guest = '', interval?: string, log = LOG) =>
    migmon.downtime(guest).every(every(interval)).log(log).run(options),
  demo: async () => {
    const server = await migmon.echoServer({ port: 0 }).listen();
    const guest = migmon.downtime('127.0.0.1', { port: server.port, outage: '100ms' }).every('10ms');
    const measuring = guest.run({ for: '3s', ...options });
    await sleep(1500);
    await server.close();
    await sleep(300);
    await using _again = await migmon.echoServer({ port: server.port }).listen();
    return await measuring;
  },
};

try {
  const known = Object.keys(roles).join(', ');
  if (!Object.hasOwn(roles, role)) throw new InputError({ expected: `one of ${known}`, received: role });
  const result = await roles[role as keyof typeof roles](...words);
  console.log(chart(result));
  if (values.svg) console.log(`saved: ${await result.save(values.svg)}`);
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
