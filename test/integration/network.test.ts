/** The network of a local VM, for real: needs root and iproute2. */
import assert from 'node:assert/strict';
import { access, readdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { HostError } from '../../lib/core/errors.ts';
import { performUndo } from '../../lib/core/undo.ts';
import { createNetwork } from '../../lib/driver/local/network/create.ts';
import { hostInterfaceName } from '../../lib/driver/local/network/names.ts';
import { openShaper } from '../../lib/driver/local/network/shaper.ts';
import { networkUndo } from '../../lib/driver/local/network/undo.ts';
import type { Host } from '../../lib/host/host.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { networkSession } from '../driver/local/support/session.ts';
import { countedRate, countOf, HEADER_BYTES, openSink, sendDatagrams } from './support/traffic.ts';

const PORT = 23_101;
const host = localHost();

const show = async (program: string, ...args: string[]): Promise<string> => (await execa(program, args)).stdout;

/** The VMs of these tests; other tests may make theirs at the same time. */
const vms = new Set<string>();

function name(label: string): string {
  const vm = `test-${process.pid}-${label}`;
  vms.add(vm);
  return vm;
}

/** `lo` stands for what nobody should touch; other interfaces may come and go with other tests. */
const isWatched = (link = 'lo'): boolean => link === 'lo' || [...vms].some((vm) => hostInterfaceName(vm) === link);

/** What a VM's network could leave behind. Links are renumbered: names are what counts. */
const machine = async () => ({
  links: (await readdir('/sys/class/net')).map((link) => `dev ${link}`),
  namespaces: (await readdir('/run/netns').catch(() => [])).filter((netns) => netns.includes(`test-${process.pid}`)),
  qdiscs: (await show('tc', 'qdisc', 'show')).split('\n'),
  routes: (await show('ip', 'route', 'show', 'table', 'all')).split('\n'),
  neighbours: (await show('ip', 'neighbour', 'show', 'nud', 'permanent')).split('\n'),
});

const watched = (found: Awaited<ReturnType<typeof machine>>) =>
  Object.entries(found).map(([what, lines]) => [what, lines.filter(isAboutWatched).sort()]);

const isAboutWatched = (line: string): boolean => line !== '' && isWatched(/\bdev (\S+)/.exec(line)?.[1]);

const whyNot = async (): Promise<string | false> => {
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  return access('/proc/sys/net').then(
    () => false,
    () => 'this machine has no /proc/sys/net',
  );
};
const skip = await whyNot();

/** Runs a test in a session of its own, and compares the machine before and after. */
const onMachine = (title: string, act: (parts: ReturnType<typeof networkSession>) => Promise<void>) =>
  test(title, { skip, timeout: 60_000 }, async () => {
    const before = await machine();
    const parts = networkSession(host);
    try {
      await act(parts);
    } finally {
      const outcomes = await parts.session.close();
      assert.deepEqual(
        outcomes.filter(({ left }) => left),
        [],
      );
    }
    assert.deepEqual(watched(await machine()), watched(before));
  });

/** Never above the limit; up to it unless the machine is too busy for the sender, which gets three chances. */
async function assertHolds(limit: number, measure: () => Promise<number>): Promise<void> {
  for (let chance = 1; ; chance++) {
    const rate = await measure();
    assert.ok(rate < limit * 1.03, `${rate} bytes/s over a limit of ${limit}`);
    if (rate > limit * 0.97) return;
    assert.ok(chance < 3, `${rate} bytes/s, short of a limit of ${limit}`);
  }
}

onMachine('every datagram that a VM sends is counted to the byte, and nothing else', async (parts) => {
  const network = await createNetwork(parts, name('count'));
  await using _sink = await openSink(network.hostAddress, PORT);
  await sendDatagrams({ netns: network.netns, to: network.hostAddress, port: PORT, size: 1000 }, 500);
  await sendDatagrams({ netns: network.netns, to: network.hostAddress, port: PORT, size: 10 }, 7);
  assert.equal(await countOf(network.counters.tx), 500 * (1000 + HEADER_BYTES) + 7 * (10 + HEADER_BYTES));
  assert.equal(await countOf(network.counters.rx), 0);
});

onMachine('what is sent to a VM is counted as received', async (parts) => {
  const network = await createNetwork(parts, name('receive'));
  await sendDatagrams({ to: network.address, port: PORT, size: 100 }, 1);
  const answered = await countOf(network.counters.tx);
  assert.equal(await countOf(network.counters.rx), 100 + HEADER_BYTES);
  assert.ok(answered > 0, 'nobody listens: the VM answers "port unreachable"');
});

onMachine('an idle pair counts nothing', async (parts) => {
  const network = await createNetwork(parts, name('idle'));
  await sleep(3000);
  assert.deepEqual([await countOf(network.counters.tx), await countOf(network.counters.rx)], [0, 0]);
});

onMachine('two VMs made at once have addresses of their own', async (parts) => {
  const networks = await Promise.all(['a', 'b', 'c', 'd'].map((label) => createNetwork(parts, name(label))));
  const addresses = networks.flatMap(({ address, hostAddress }) => [address, hostAddress]);
  assert.equal(new Set(addresses).size, 8);
});

onMachine('an address that another took between the look and the claim is passed over', async (parts) => {
  let stolen = '';
  const steal = async (argv: readonly string[]) => {
    if (stolen !== '' || !argv.includes('route') || !argv.includes('add')) return;
    stolen = String(argv[3]);
    await host.run(['ip', 'route', 'add', stolen, 'dev', 'lo']);
  };
  const thief: Host = {
    ...host,
    run: async (argv, options) => {
      await steal(argv);
      return host.run(argv, options);
    },
  };
  const network = await createNetwork({ ...parts, host: thief }, name('race')).finally(() =>
    host.run(['ip', 'route', 'del', stolen, 'dev', 'lo']),
  );
  assert.notEqual(`${network.hostAddress}/31`, stolen);
});

onMachine('a limit holds, changes in place and goes', async (parts) => {
  const network = await createNetwork(parts, name('rate'));
  await using _sink = await openSink(network.hostAddress, PORT);
  const stream = { netns: network.netns, to: network.hostAddress, port: PORT };
  for (const limit of [125e3, 1.25e6, 5e6]) {
    await network.rate({ tx: limit });
    assert.equal(await network.rate(), limit);
    await assertHolds(limit, () => countedRate(stream, network.counters.tx, 2));
  }
  await network.rate({ tx: 'max' });
  assert.equal(await network.rate(), 'max');
  assert.ok((await countedRate(stream, network.counters.tx, 1)) > 6e6);
});

onMachine('a limit that is undone gives way to the one before', async (parts) => {
  const network = await createNetwork(parts, name('undo'));
  const first = await network.rate({ tx: '8Mbit' });
  const second = await network.rate({ tx: '80Mbit' });
  assert.equal((await second.undo()).left, undefined);
  assert.equal(await network.rate(), 1e6);
  await first.undo();
  assert.equal(await network.rate(), 'max');
});

onMachine('a running tc takes the lines of a step clock', async (parts) => {
  const network = await createNetwork(parts, name('line'));
  await network.rate({ tx: '8Mbit' });
  const [program = '', ...args] = network.rateArgv;
  await execa(program, args, { input: `${network.rateLine(2e6)}nonsense\n${network.rateLine(3e6)}`, reject: false });
  assert.equal(await network.rate(), 3e6);
});

onMachine('a target is limited by address and port, and unmarked traffic is not', async (parts) => {
  const network = await createNetwork(parts, name('shaper'));
  const shaper = await openShaper(parts, network.hostInterface);
  await shaper.addTarget({ address: network.address, port: PORT, minor: 0x60, rate: '10Mbit' });
  const { rx } = network.counters;
  await assertHolds(1.25e6, () => countedRate({ to: network.address, port: PORT }, rx, 2));
  assert.ok((await countedRate({ to: network.address, port: PORT + 1 }, rx, 1)) > 5e6);
  await assert.rejects(shaper.addTarget({ address: '10.0.0.1', minor: 0x60, rate: '1Mbit' }), { code: 'MINOR_TAKEN' });
});

onMachine('on a shared interface a VM is limited by its source address, and others are not', async (parts) => {
  const sender = await createNetwork(parts, name('from'));
  const receiver = await createNetwork(parts, name('to'));
  await writeFile(`/proc/sys/net/ipv4/conf/${sender.hostInterface}/forwarding`, '1');
  const device = receiver.hostInterface;
  await sender.rate({ tx: '80Mbit', interface: device });
  await receiver.rate({ tx: 'max', interface: device });
  await sender.rate({ tx: '8Mbit', interface: device });
  assert.equal(await sender.rate({ interface: device }), 1e6);
  assert.equal(await receiver.rate({ interface: device }), 'max', 'and "max" for one without a limit touches no other');
  const { rx } = receiver.counters;
  await assertHolds(1e6, () => countedRate({ netns: sender.netns, to: receiver.address, port: PORT }, rx, 2));
  assert.ok((await countedRate({ to: receiver.address, port: PORT }, rx, 1)) > 5e6);
  await sender.rate({ tx: 'max', interface: device });
  assert.match(await show('tc', 'qdisc', 'show', 'dev', device), /noqueue 0:/);
});

for (const foreign of ['handle 10: htb default 5', 'handle 8001: pfifo'])
  onMachine(`a root qdisc of somebody else (${foreign}) is left as it is`, async (parts) => {
    const network = await createNetwork(parts, name('foreign'));
    await execa('tc', ['qdisc', 'add', 'dev', network.hostInterface, 'root', ...foreign.split(' ')]);
    const before = await show('tc', 'qdisc', 'show', 'dev', network.hostInterface);
    const message = new RegExp(foreign.split(' ')[2] as string);
    await assert.rejects(openShaper(parts, network.hostInterface), { code: 'FOREIGN_QDISC', message });
    const request = { tx: 1e6, interface: network.hostInterface };
    await assert.rejects(network.rate(request), { code: 'FOREIGN_QDISC', message });
    assert.equal(await show('tc', 'qdisc', 'show', 'dev', network.hostInterface), before);
  });

onMachine('the last one out removes the root, however many come and go at once', async (parts) => {
  const network = await createNetwork(parts, name('crowd'));
  const comeAndGo = async (member: number) => {
    const { session } = networkSession(host);
    const shaper = await openShaper({ host, session }, network.hostInterface);
    for (let round = 0; round < 6; round++) {
      const target = { address: `10.0.0.${member}`, minor: member, rate: '1Mbit' };
      const made = await shaper.addTarget(target);
      assert.match(
        await show('tc', 'filter', 'show', 'dev', network.hostInterface),
        new RegExp(`flowid 10:${member} `),
      );
      assert.equal((await made.undo()).left, undefined);
    }
    await session.close();
  };
  await Promise.all([1, 2, 3, 4].map(comeAndGo));
  assert.match(await show('tc', 'qdisc', 'show', 'dev', network.hostInterface), /noqueue 0:/);
});

for (const step of ['netns add', 'ip -batch', 'route add', '-n vmlab'])
  onMachine(`a network whose making fails at '${step}' leaves nothing`, async (parts) => {
    const broken: Host = {
      ...host,
      run: async (argv, options) => {
        const output = await host.run(argv, options);
        if (!argv.join(' ').includes(step) || !(options?.input || argv.includes('add'))) return output;
        throw new HostError({ host: 'local:', operation: 'run', target: step, stderr: 'broken on purpose' });
      },
    };
    await assert.rejects(createNetwork({ ...parts, host: broken }, name('half')), /broken on purpose/);
    assert.deepEqual(parts.session.effects, []);
  });

onMachine('a second network of the same name is refused, and the first stays', async (parts) => {
  const network = await createNetwork(parts, name('twice'));
  await assert.rejects(createNetwork(parts, name('twice')), /File exists/);
  await access(network.netns);
  await access(network.counters.tx.file);
});

onMachine('an undo that finds the work of another leaves it; one that finds nothing is content', async (parts) => {
  const network = await createNetwork(parts, name('later'));
  await network.rate({ tx: '8Mbit' });
  const actions = parts.session.effects;
  const handlers = networkUndo(host);
  for (const action of actions.filter(({ kind }) => kind.startsWith('remove-') && kind !== 'remove-rate'))
    assert.match((await performUndo(handlers, { ...action, mac: '02:00:00:00:00:00' })).left ?? '', /another's now/);
  await access(network.netns);
  await network.remove();
  for (const action of actions) assert.deepEqual(await performUndo(handlers, action), { action });
});
