import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { replay } from '../../../lib/replay/replay.ts';

const VIRT_TOP = `Hostname,Time,Arch,Physical CPUs,Count,Running,Blocked,Paused,Shutdown,Shutoff,Crashed,Active,Inactive,%CPU,Total hardware memory (KB),Total memory (KB),Total guest memory (KB),Total CPU time (ns),Domain ID,Domain name,CPU (ns),%CPU,Mem (bytes),%Mem,Block RDBY,Block WRBY,Net RXBY,Net TXBY
h,10:00:00,x86_64,4,2,2,0,0,0,0,0,2,0,0.0,1000,1000,1000,0,1,left,0.,0.,0,0,,,,,2,right,0.,0.,0,0,,,,
h,10:00:01,x86_64,4,2,2,0,0,0,0,0,2,0,25.0,1000,1000,1000,0,1,left,1000000000.,25.,0,0,0,0,5000,60,2,right,1000000000.,25.,0,0,0,0,7000,80
h,10:00:02,x86_64,4,2,2,0,0,0,0,0,2,0,25.0,1000,1000,1000,0,1,left,1000000000.,25.,0,0,0,0,6000,61,2,right,1000000000.,25.,0,0,0,0,8000,81
`;
const TIDY = `time_s,interval_s,vm,cpu_cores,memory_bytes,read_bytes,write_bytes,rx_bytes,tx_bytes
0,1,left,1,,,,5000,60
0,1,right,1,,,,7000,80
1,1,left,1,,,,6000,61
1,1,right,1,,,,8000,81
`;

let directory = '';
const path = (name: string) => join(directory, name);

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vmlab-rx-'));
  await writeFile(path('virt-top.csv'), VIRT_TOP);
  await writeFile(path('tidy.csv'), TIDY);
  await writeFile(path('sent-only.csv'), TIDY.replace(/,\d+,(\d+)$/gm, ',,$1'));
  await writeFile(path('config_host'), '10.0.0.1 5001 60 2\n10.0.0.2 5002 61 1 \n');
  await writeFile(path('past'), '10.0.0.1 5001 60 2\n\n10.0.0.2 5002 61 3\n');
});
after(() => rm(directory, { recursive: true }));

const rx = (file: string, targets = 'config_host') => replay.rx(path(file)).targets(path(targets)).interface('br1');

for (const file of ['virt-top.csv', 'tidy.csv'])
  test(`a plan of ${file} says who receives what, row by row, and nothing but that`, async () => {
    const plans = await rx(file).plan();
    assert.deepEqual(
      plans.map(({ name, to, resources, target }) => [name, to.address, to.minor, resources, [...target.rx]]),
      [
        ['right', '10.0.0.1', 0x60, ['rx'], [7000, 8000]],
        ['left', '10.0.0.2', 0x61, ['rx'], [5000, 6000]],
      ],
    );
    assert.ok(plans[0]?.target.cpu.every(Number.isNaN));
    assert.match(plans[0]?.notes.at(-1) ?? '', /10\.0\.0\.1:5001 \(udp\) through br1, class 10:60/);
  });

test('scale, speed, slice and loop act in the order in which they are said', async () => {
  const [plan] = await rx('tidy.csv').slice(1, 2).scale(2).speed(4).loop(2).plan();
  assert.deepEqual([...(plan?.target.rx ?? [])], [16_000, 16_000]);
  assert.deepEqual([...(plan?.target.interval ?? [])], [0.25, 0.25]);
});

test('targets may be given by a script instead', async () => {
  const targets = [{ address: '10.0.0.9', port: 9, minor: '6a', row: 1 }];
  const [plan] = await replay.rx(path('tidy.csv')).targets(targets).interface('br1').protocol('tcp').plan();
  assert.deepEqual(plan?.to, { address: '10.0.0.9', port: 9, minor: 0x6a, interface: 'br1', protocol: 'tcp' });
});

test('a row past the end is refused where it was written', async () => {
  await assert.rejects(rx('tidy.csv', 'past').plan(), {
    name: 'InputError',
    file: path('past'),
    line: 3,
    column: 'ROW',
    received: 3,
    message: /from 1 to 2/,
  });
});

test('a recording without what was received is refused', async () => {
  await assert.rejects(rx('sent-only.csv').plan(), { name: 'InputError', message: /with rx/ });
});

test('without targets, without an interface, or with a name that is none, there is no plan', async () => {
  const bare = replay.rx(path('tidy.csv'));
  await assert.rejects(bare.interface('br1').plan(), { name: 'InputError', expected: /targets/ });
  await assert.rejects(bare.targets([]).interface('br1').plan(), { name: 'InputError', expected: /targets/ });
  await assert.rejects(bare.targets(path('config_host')).plan(), { name: 'InputError', expected: /interface/ });
  await assert.rejects(rx('tidy.csv').interface('br1 root').plan(), { name: 'InputError' });
  await assert.rejects(rx('tidy.csv', 'nowhere').plan(), { name: 'HostError', errno: 'ENOENT' });
});

test('a builder is frozen: each method gives a new one, and JSON tells all that was said', () => {
  const first = replay.rx('rx.csv');
  const second = first.interface('br1').scale(2);
  assert.deepEqual(first.toJSON(), { file: 'rx.csv', options: {}, shapes: [] });
  assert.deepEqual(JSON.parse(JSON.stringify(second)), {
    file: 'rx.csv',
    options: {},
    interface: 'br1',
    shapes: [{ kind: 'scale', factors: { rx: 2 } }],
  });
  assert.ok(Object.isFrozen(first) && !('then' in first));
});
