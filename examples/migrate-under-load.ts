// A live migration of a guest that dirties its memory, as its clients see it: memory is dirtied and checked inside, an echo client waits for answers
// outside, and a timeline is drawn of all of it: rates, what remained, delay and outage. Needs a guest with a guest agent, Linux on x86-64, and root.
// Takes 40 s for a small guest. Between two QEMU processes here that boot a kernel:
//     migrate-under-load.ts --kernel vmlinuz --initrd guest.cpio [--append WORDS] [--qemu PROGRAM] [--memory 256M] [--taps tap0,tap1]
// or between two hosts of libvirt's:
//     migrate-under-load.ts --uri qemu:///system --vm vm1 --to qemu+ssh://node2/system
// and of both:
//     --address ADDRESS   Where the guest is reached from here; without it nobody waits for answers
//     --mode precopy      Or postcopy, hybrid
//     --bandwidth 64M     Of the migration; --size 32M, --rate 16M: what the guest dirties, and how fast
//     --out DIR           For timeline.svg, report.html; runs/migrate-under-load unless told
import { setTimeout as sleep } from 'node:timers/promises';
import {
  chart,
  commandLine,
  InputError,
  lab,
  type MigrationMode,
  type MigrationResult,
  migmon,
  type Vm,
  VmlabError,
} from 'vmlab';

const { values } = commandLine(import.meta.url, {
  options: {
    kernel: { type: 'string' },
    initrd: { type: 'string' },
    append: { type: 'string', default: 'console=ttyS0' },
    qemu: { type: 'string', default: 'qemu-system-x86_64' },
    memory: { type: 'string', default: '256M' },
    taps: { type: 'string' },
    uri: { type: 'string' },
    vm: { type: 'string' },
    to: { type: 'string' },
    address: { type: 'string' },
    mode: { type: 'string', default: 'precopy' },
    bandwidth: { type: 'string', default: '64M' },
    size: { type: 'string', default: '32M' },
    rate: { type: 'string', default: '16M' },
    out: { type: 'string', default: 'runs/migrate-under-load' },
  },
});

/** What moves, and where to. */
interface Move {
  readonly vm: Vm;
  readonly to: Vm | string;
}

/** Two processes of QEMU's here. The second one needs no kernel: it is migrated into. */
async function twoProcesses(): Promise<Move> {
  const { kernel, initrd, append, qemu: program, memory, taps } = values;
  if (!kernel) throw new InputError({ expected: 'a --kernel to boot, or a --uri of libvirt', received: kernel });
  const [here, there] = taps?.split(',') ?? [];
  const qemu = await lab.open('qemu:');
  const machine = { kernel, ...(initrd && { initrd }), append, program, memory };
  const vm = await qemu.vm('under-load', { ...machine, ...(here && { network: { tap: here } }) }).open();
  await vm.start();
  const to = there ? qemu.vm('under-load-moved', { ...machine, network: { tap: there } }) : qemu.vm('under-load-moved');
  return { vm, to };
}

async function twoHosts(uri: string): Promise<Move> {
  const { vm: name, to } = values;
  if (!name || !to) throw new InputError({ expected: '--vm NAME and --to URI beside --uri', received: uri });
  return { vm: await (await lab.open(uri)).vm(name).open(), to };
}

/** Who waits for answers of the guest, each 10 ms. */
async function client(vm: Vm, address: string | undefined) {
  if (address === undefined) return undefined;
  const server = await migmon.echoServer({ host: '0.0.0.0' }).on(vm).listen();
  const ended = new AbortController();
  const watching = migmon.downtime(address, { port: server.port }).every('10ms').run({ signal: ended.signal });
  return async () => {
    ended.abort();
    return watching;
  };
}

type Heard = Awaited<ReturnType<NonNullable<Awaited<ReturnType<typeof client>>>>>;

/** One picture over the migration's time, in s since it began. */
function timeline({ report }: MigrationResult, beganAt: number, heard: Heard | undefined) {
  const { title, sections } = report();
  const series = sections.filter(({ kind }) => kind === 'series');
  if (heard === undefined) return { title, sections: series };
  const since = heard.startedAt - beganAt;
  const near = heard.seconds.filter(({ at }) => at + since > -2);
  const delay = near.map((second) => second.delay);
  const edges = heard.outages.flatMap(({ start, end, length }) => [
    { at: start, value: 0 },
    { at: start, value: length },
    { at: end, value: length },
    { at: end, value: 0 },
  ]);
  const delays = { kind: 'series', title: 'Longest time between two answers', unit: 's' } as const;
  const outages = { kind: 'series', title: 'Outage', unit: 's' } as const;
  return {
    title,
    sections: [
      ...series,
      { ...delays, x: near.map(({ at }) => at + since), lines: [{ name: 'delay', values: delay }] },
      {
        ...outages,
        x: edges.map(({ at }) => at + since),
        lines: [{ name: 'outage', values: edges.map(({ value }) => value) }],
      },
    ],
  };
}

try {
  const { uri, mode, bandwidth, size, rate, address, out } = values;
  const { vm, to } = await (uri ? twoHosts(uri) : twoProcesses());
  await vm.answers();
  await using dirtying = await migmon.dirty({ size, rate }).on(vm).open();
  const heard = await client(vm, address);
  await sleep(1000);
  const migration = vm.migrate({
    to,
    mode: mode as MigrationMode,
    bandwidth,
    verify: 'guest',
    checker: dirtying.checker,
  });
  console.log(String(migration));
  const beganAt = Date.now() / 1000;
  const result = await migration.run({ onProgress: (progress) => console.log(String(progress)) });
  await sleep(1000);
  const waited = await heard?.();
  console.log(chart(result));
  if (waited) console.log(chart(waited));
  await chart.save(timeline(result, beganAt, waited), `${out}/timeline.svg`);
  console.log(`saved: ${await chart.save(result, `${out}/report.html`)}`);
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await lab.close();
}
