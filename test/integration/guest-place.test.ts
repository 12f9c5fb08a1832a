/** Measurements that run in a guest or a slice, as they do here, by vmlab-agent that is put into the guest and taken away. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../../lib/core/errors.ts';
import { resolvers } from '../../lib/core/resolvers.ts';
import { openSlice } from '../../lib/driver/local/slice.ts';
import type { QemuDomain } from '../../lib/driver/qemu/domain.ts';
import { localParts } from '../../lib/lab/session.ts';
import { agentLines } from '../../lib/load/place/agent-place.ts';
import { PACE } from '../../lib/load/place/guest/detached.ts';
import { type GuestPlace, guestPlace } from '../../lib/load/place/guest/guest-place.ts';
import { SharedAgents } from '../../lib/load/place/guest/shared-agents.ts';
import { slicePlace } from '../../lib/load/place/slice-place.ts';
import type { RunsTasks } from '../../lib/load/place/task-place.ts';
import { migmon } from '../../lib/migmon/migmon.ts';
import { parseGuestMemory } from '../../lib/record/guest-memory.ts';
import { type GuestBridge, guestBridge, whyNoBridge } from './small-guest/bridge.ts';
import { type SmallGuests, smallGuests } from './small-guest/guests.ts';
import { whyNot } from './small-guest/here.ts';

const SIZE = 8 * 2 ** 20;
const skip = (await whyNot()) || (await whyNoBridge());
const shapeOf = (result: object): string[] => Object.keys(JSON.parse(JSON.stringify(result))).sort();

describe('in a guest', { skip, timeout: 120_000 }, () => {
  let bridge: GuestBridge;
  let guests: SmallGuests;
  let domain: QemuDomain;
  let agents: SharedAgents;
  let place: GuestPlace;
  const vm: RunsTasks = { name: 'vm1', taskPlace: async () => place };

  before(async () => {
    bridge = await guestBridge();
    guests = await smallGuests();
    const append = `console=ttyS0 quiet guest.address=${bridge.guest}`;
    domain = await guests.boot({ append, network: { tap: bridge.taps[0] } });
    agents = new SharedAgents(guests.parts.session);
    place = guestPlace(agents, { guest: domain.guest!, name: 'vm1' });
  });
  after(async () => {
    await guests?.[Symbol.asyncDispose]();
    await bridge?.[Symbol.asyncDispose]();
  });

  test('memory is dirtied, and each page verified, with a result as from here', async (t) => {
    const start = performance.now();
    let begun = 0;
    const onStart = () => {
      begun = performance.now() - start;
    };
    const dirty = migmon.dirty({ size: SIZE, rate: '4MiB/s' }).latency();
    const there = await dirty.on(vm).run({ for: '3s', onStart });
    t.diagnostic(`copied and begun after ${Math.round(begun)} ms`);
    const here = await dirty.run({ for: '1s' });
    assert.deepEqual(shapeOf(there), shapeOf(here));
    assert.equal(there.spec.on, 'vm1');
    assert.ok(there.seconds.length >= 2 && there.bytes > SIZE, `${there.bytes} bytes`);
    assert.ok(there.latency!.percentile(50) > 0);
    assert.deepEqual(await leftOf(domain, 'run-'), [], 'the copy stays, and nothing that ran');
  });

  test('an echo server answers a downtime client here, and tells whom it could not listen beside', async () => {
    const [address = ''] = bridge.guest.split('/');
    const inGuest = migmon.echoServer({ host: '0.0.0.0' }).on(vm);
    const server = await inGuest.listen();
    const { answered, lost } = await migmon.downtime(address).every('20ms').for('2s').run();
    await assert.rejects(
      inGuest.listen(),
      /listen at 0\.0\.0\.0:9008 on vm1 failed: address already in use .*somebody/,
    );
    const { answered: told } = await server.close();
    assert.ok(answered > 20, `${answered} answers, ${lost} lost`);
    assert.ok(told >= answered);
  });

  test('what ran while the guest stood still goes on, and is read when it answers again', async () => {
    const seen: number[] = [];
    const onProgress = () => void seen.push(performance.now());
    const running = migmon.dirty({ size: SIZE, rate: '1MiB/s' }).on(vm).run({ for: '4s', onProgress });
    for (let looks = 0; looks < 400 && seen.length === 0; looks++) await wait(50);
    const paused = await domain.pause();
    await wait(1500);
    await paused.undo();
    const { seconds } = await running;
    assert.ok(seconds.length >= 3 && seen.length === seconds.length, `${seconds.length} seconds`);
  });

  test('its memory is told, line by line, until the reader leaves', async () => {
    const words = ['memory', '--stdout', '--interval', '100ms'];
    const totals: number[] = [];
    for await (const line of agentLines(place, words)) {
      totals.push(parseGuestMemory(line).total);
      if (totals.length === 3) break;
    }
    assert.ok(
      totals.every((total) => total > 100 * 2 ** 20 && total < 160 * 2 ** 20),
      `${totals}`,
    );
  });

  test('one that was told to end has all that it measured until then', async () => {
    const ended = new AbortController();
    const running = migmon
      .dirty({ size: SIZE, rate: '1MiB/s' })
      .on(vm)
      .run({ signal: ended.signal, onStart: () => void ended.abort() });
    assert.ok((await running).elapsed > 0);
  });

  test('nothing is left in it once the last user goes, nor in the journal', async () => {
    const other = guestPlace(agents, { guest: domain.guest!, name: 'vm1' });
    await migmon
      .dirty({ size: SIZE, pattern: 'once' })
      .on({ name: 'vm1', taskPlace: async () => other })
      .run({ for: '0.1s' });
    assert.equal((await leftOf(domain, 'vmlab-agent-')).length, 1, 'both share one copy');
    await place.leave();
    assert.equal((await leftOf(domain, 'vmlab-agent-')).length, 1, 'the other has it still');
    await other.leave();
    assert.deepEqual(await leftOf(domain, 'vmlab-agent-'), []);
    assert.equal((await domain.exec(['sh', '-c', 'ps | grep -c "[v]mlab-agent"'])).stdout, '0\n');
    assert.ok(guests.parts.session.effects.every(({ kind }) => kind !== 'guest-remove-copies'));
  });

  test('one that never answers again is given up in the end, with what was told until then', async () => {
    const pace = { ...PACE, patience: 2, lastPatience: 1 };
    await using hasty = guestPlace(agents, { guest: domain.guest!, name: 'vm1', pace });
    const told = resolvers<void>();
    const running = migmon
      .dirty({ size: SIZE, rate: '1MiB/s' })
      .on({ name: 'vm1', taskPlace: async () => hasty })
      .run({ onProgress: () => told.resolve() });
    await Promise.race([told.promise, running]);
    await domain.destroy();
    await assert.rejects(running, (error) => {
      assert.ok(error instanceof RunError && error.code === 'GUEST_SILENT', String(error));
      return (error.result as { events: unknown[] }).events.length > 0;
    });
  });
});

const leftOf = async (domain: QemuDomain, name: string): Promise<string[]> => {
  const { stdout } = await domain.exec(['find', '/tmp', '/run', '/var', '-name', `${name}*`]);
  return stdout.split('\n').slice(0, -1);
};

test('in a slice, memory that is dirtied is charged to it, and an echo server listens in its network', async (t) => {
  const parts = localParts();
  await using _ = parts.session;
  const slice = await openSlice(parts, `place-${process.pid}`);
  try {
    if (slice.group === undefined) return t.skip(`no slice can be limited here: ${slice.why}`);
    const vm: RunsTasks = { name: slice.name, taskPlace: async () => slicePlace(slice) };
    const { memory } = slice.group.counters;
    let charged = 0;
    const onStart = async () => {
      charged = memory!.parse(await readFile(memory!.file, 'utf8'));
    };
    const { bytes } = await migmon.dirty({ size: SIZE, rate: '8MiB/s' }).on(vm).run({ for: '1.5s', onStart });
    assert.ok(bytes > SIZE && charged > SIZE, `${charged} bytes charged`);
    const inside = migmon.echoServer().on(vm);
    await using server = await inside.listen();
    await using outside = await migmon.echoServer({ port: 0 }).listen();
    const { answered } = await migmon
      .downtime('127.0.0.1', { port: server.port })
      .on(vm)
      .every('10ms')
      .for('0.5s')
      .run();
    assert.ok(answered > 5, `${answered}`);
    assert.equal(outside.counts().answered, 0);
    await assert.rejects(
      inside.listen(),
      new RegExp(`listen at 127.0.0.1:9008 on ${slice.name} failed: address already`),
    );
    const destination = await migmon.destination({ port: 0 }).on(vm).listen();
    await migmon.precopy().size('1M').to('127.0.0.1', destination).on(vm).run({ for: '0.3s' });
    await destination.close();
    assert.ok(destination.results()[0]!.pages > 256);
  } finally {
    await slice.close();
  }
});
