/** Downtime: vmlab and mig_mon at either end, how true a known outage is measured, and how punctual the client is. */
import { setTimeout as sleep } from 'node:timers/promises';
import { migmon } from '../../lib/migmon/migmon.ts';
import { quantiles } from '../../lib/stats/quantiles.ts';
import { type Figure, print } from './support/figure.ts';
import { migMonDowntime } from './support/mig-mon-downtime.ts';
import { migMon, WHY_NOT } from './support/mig-mon-vm.ts';

/** Each role is measured for 10 s in all, turn by turn, so that what else the machine does falls on all of them. */
const ROUNDS = 5;
const ROUND_SECONDS = 2;
const EVERY_MS = 20;
const EVERY = `${EVERY_MS}ms`;
const HOST = '127.0.0.1';
const MOST_APART = 10;

export async function benchDowntime(): Promise<void> {
  if (migMon === undefined) console.log(`  left out, the comparison with mig_mon: ${WHY_NOT}`);
  else print(await interoperation());
  print(await knownOutage());
  print(await punctuality());
}

const ROLES = {
  'round trip, our client to our server': ourRoundTrip,
  'round trip, our client to its server': roundTripOfIts,
  'delay, our client to our server': ourDelay,
  'delay, its client to our server': delayOfItsClient,
  'delay, our beacon to our listener': ourBeacon,
  'delay, its client to our listener': itsBeacon,
  'delay, our beacon to its server': beaconToIts,
};

/** Each pair of a figure of vmlab to vmlab with one that has mig_mon at one end. */
const PAIRS: readonly (readonly [keyof typeof ROLES, keyof typeof ROLES])[] = [
  ['round trip, our client to our server', 'round trip, our client to its server'],
  ['delay, our client to our server', 'delay, its client to our server'],
  ['delay, our beacon to our listener', 'delay, its client to our listener'],
  ['delay, our beacon to our listener', 'delay, our beacon to its server'],
];

async function interoperation(): Promise<Figure[]> {
  const found = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [role, measure] of Object.entries(ROLES)) found.set(role, [...(found.get(role) ?? []), await measure()]);
  const medianOf = (role: string) => median(found.get(role) ?? []);
  const plain = Object.keys(ROLES).map((role) => ({ name: `${role}: median`, value: medianOf(role), unit: 'us' }));
  const apart = PAIRS.map(([ours, mixed]) => ({
    name: `${mixed}, from vmlab to vmlab`,
    value: Math.abs(medianOf(mixed) / medianOf(ours) - 1) * 100,
    unit: '%',
    most: MOST_APART,
  }));
  return [...plain, ...apart];
}

/** µs, as all that follow. */
const askOnce = () => migmon.downtime(HOST).every(EVERY).for(ROUND_SECONDS).run();

async function ourRoundTrip(): Promise<number> {
  await using _server = await migmon.echoServer().listen();
  return (await askOnce()).roundTrip.percentile(50);
}

async function roundTripOfIts(): Promise<number> {
  await using _server = await migMonDowntime('server_rr');
  return (await askOnce()).roundTrip.percentile(50);
}

async function ourDelay(): Promise<number> {
  await using _server = await migmon.echoServer().listen();
  const { seconds } = await askOnce();
  return median(seconds.map(({ currentDelay }) => currentDelay)) * 1000;
}

async function delayOfItsClient(): Promise<number> {
  await using _server = await migmon.echoServer().listen();
  await using client = await migMonDowntime('client_rr', HOST, String(EVERY_MS), '/dev/null');
  await sleep(ROUND_SECONDS * 1000);
  return median(client.delays()) * 1000;
}

async function ourBeacon(): Promise<number> {
  await using listener = await migmon.listener().listen();
  await migmon.beacon(HOST).every(EVERY).for(ROUND_SECONDS).run();
  return (await listener.close()).delay.percentile(50);
}

async function itsBeacon(): Promise<number> {
  await using listener = await migmon.listener().listen();
  await using _client = await migMonDowntime('client', HOST, String(EVERY_MS));
  await sleep(ROUND_SECONDS * 1000);
  return (await listener.close()).delay.percentile(50);
}

async function beaconToIts(): Promise<number> {
  await using server = await migMonDowntime('server', '/dev/null');
  await migmon.beacon(HOST).every(EVERY).for(ROUND_SECONDS).run();
  return median(server.delays()) * 1000;
}

const OUTAGE_MS = 300;

/** A server that is away for a time that this process measures itself. */
async function knownOutage(): Promise<Figure[]> {
  const server = await migmon.echoServer({ port: 0 }).listen();
  const { port } = server;
  const measuring = migmon.downtime(HOST, { port, outage: '100ms' }).every(EVERY).for('2s').run();
  await sleep(800);
  const closing = performance.now();
  await server.close();
  const closed = performance.now();
  await sleep(OUTAGE_MS);
  const opening = performance.now();
  await using _again = await migmon.echoServer({ port }).listen();
  // It was away for as long as lies between these, which are some ms apart on a busy machine.
  const [least, most] = [opening - closed, performance.now() - closing];
  const { longestOutage, outageCount } = await measuring;
  const length = longestOutage * 1000;
  const from = `${least.toFixed(1)} to ${most.toFixed(1)} ms`;
  return [
    { name: `outages found, of one of ${from}`, value: outageCount, unit: '', least: 1, most: 1 },
    {
      name: '… length measured, from that',
      value: Math.max(0, least - length, length - most),
      unit: 'ms',
      most: EVERY_MS,
    },
  ];
}

/** As fast as it asks. */
async function punctuality(): Promise<Figure[]> {
  await using server = await migmon.echoServer({ port: 0 }).listen();
  const asking = migmon.downtime(HOST, { port: server.port, outage: '100ms' }).every('100us').for('5s');
  const { sent, skipped, answered, lateness, roundTrip, corrected } = await asking.run();
  return [
    { name: 'requests every 100 us for 5 s: sent', value: sent, unit: '' },
    { name: '… left out, as the client was late', value: skipped, unit: '' },
    { name: '… without an answer', value: sent - answered, unit: '' },
    { name: '… lateness of sends: median', value: lateness.percentile(50), unit: 'us' },
    { name: '… lateness of sends: p99', value: lateness.percentile(99), unit: 'us' },
    { name: '… round trip: p99', value: roundTrip.percentile(99), unit: 'us' },
    { name: '… round trip, corrected: p99', value: corrected.percentile(99), unit: 'us' },
  ];
}

const median = (values: readonly number[]): number => quantiles(values, [0.5])[0] as number;
