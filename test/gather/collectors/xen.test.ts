import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inDom0 } from '../../../lib/gather/collectors/xen/program.ts';
import { xentop } from '../../../lib/gather/collectors/xen/xentop.ts';
import { xl } from '../../../lib/gather/collectors/xen/xl.ts';
import { memoryHost } from '../../../lib/host/memory.ts';
import type { Lab } from '../../../lib/lab/lab.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakeContext } from '../support/fake-collector.ts';
import { printing } from '../support/printing.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/gather/xen/${name}`, import.meta.url), 'utf8');
const context = () => fakeContext({ lab: { uri: 'xen:' } as Lab, hostName: 'dom0' });

async function gathered(name: string, directory: string) {
  const collector = xentop(printing(() => fixture(name)));
  await collector.start(context());
  await collector.stop();
  await collector.write(directory);
  return xentop().parse(directory);
}

/** Cells of a domain's rows, read without the parser: from the right, since 'no limit' is two words on the left. */
const cells = (name: string, domain: string, fromRight: number): number[] =>
  fixture(name)
    .split('\n')
    .filter((line) => line.trim().startsWith(`${domain} `))
    .map((line) => Number(line.trim().split(/\s+/).at(-fromRight)));

test('every figure of a domain is what xentop printed', async () => {
  await using directory = await temporaryDirectory();
  const domain = 'storefront-of-the-northern-branch';
  const { tables } = await gathered('xentop-coming.txt', directory.path);
  const values = Object.assign({}, ...tables.map(({ rows }) => rows.find(({ name }) => name === domain)?.values));
  const grown = (fromRight: number, unit: number) => {
    const column = cells('xentop-coming.txt', domain, fromRight);
    return ((column.at(-1) as number) - (column[0] as number)) * unit;
  };
  assert.equal(values.cpuSeconds, grown(17, 1));
  assert.equal(values.readBytes, grown(3, 512));
  assert.equal(values.writtenBytes, grown(2, 512));
  assert.equal(values.receivedBytes, grown(9, 1024));
  assert.equal(values.sentBytes, grown(8, 1024));
  assert.equal(values.maxBytes, 131_072 * 1024);
  const use = cells('xentop-coming.txt', domain, 16).slice(1);
  assert.equal(values.maxCores, Math.max(...use) / 100);
  assert.ok(Math.abs(values.meanCores - use.reduce((sum, each) => sum + each / 100, 0) / use.length) < 1e-12);
});

test('dom0 has its own row under that name, and who came or went is named', async () => {
  await using directory = await temporaryDirectory();
  const coming = await gathered('xentop-coming.txt', directory.path);
  assert.ok(coming.tables[0]?.rows.some(({ name }) => name === 'dom0'));
  assert.match(coming.missing?.join('\n') ?? '', /passing-by: there from/);
  const going = await gathered('xentop-going.txt', directory.path);
  assert.match(going.missing?.join('\n') ?? '', /not there any more after/);
});

test('only domains that were asked for have rows, and dom0', async () => {
  await using directory = await temporaryDirectory();
  const collector = xentop(printing(() => fixture('xentop-coming.txt')));
  await collector.start({ ...context(), wanted: 'store*' });
  await collector.stop();
  await collector.write(directory.path);
  const { tables, series } = await xentop().parse(directory.path);
  const names = ['dom0', 'storefront-of-the-northern-branch'];
  for (const { rows } of tables) assert.deepEqual(rows.map(({ name }) => name).sort(), names);
  assert.deepEqual(series?.[0]?.lines.map(({ name }) => name).sort(), names);
  assert.ok(series?.[0]?.lines.every(({ values }) => values.length === series[0]?.x.length));
});

test('what xentop printed is kept as it is, with the time of each sample', async () => {
  await using directory = await temporaryDirectory();
  await gathered('xentop.txt', directory.path);
  assert.equal(await readFile(join(directory.path, 'xentop.txt'), 'utf8'), fixture('xentop.txt'));
  const { heads } = JSON.parse(await readFile(join(directory.path, 'times.json'), 'utf8'));
  assert.equal(heads.length, fixture('xentop.txt').match(/NAME/g)?.length);
});

test('an xentop that died is an error with its words, and what it printed is there', async () => {
  await using directory = await temporaryDirectory();
  const collector = xentop(printing(() => fixture('xentop.txt'), { dies: 'Failed to initialize xen connection' }));
  await collector.start(context());
  await assert.rejects(async () => collector.stop(), /Failed to initialize xen connection/);
  await collector.write(directory.path);
  assert.ok(((await xentop().parse(directory.path)).tables[0]?.rows.length ?? 0) > 0);
});

test('lines that do not fit are counted', async () => {
  const collector = xentop(printing(() => fixture('xentop.txt')));
  await collector.start({ ...context(), limit: 1000 });
  await collector.stop();
  assert.ok(collector.cost().bytes <= 1000);
  assert.ok(collector.cost().dropped > 0);
});

test('domains are told apart by their ids: who ended, started, and was renamed', async () => {
  await using directory = await temporaryDirectory();
  const tables = [
    fixture('xl-list.txt'),
    fixture('xl-list-after.txt').replace('passing-by ', 'archive    ').replace(' 38 ', ' 34 '),
  ];
  const long = fixture('xl-list-long.json');
  const host = memoryHost({}, { run: (argv) => ({ stdout: argv.includes('-l') ? long : (tables[0] as string) }) });
  const collector = xl();
  await collector.start(fakeContext({ host }));
  tables.shift();
  await collector.stop();
  await collector.write(directory.path);
  const { tables: parsed, missing } = await xl().parse(directory.path);
  assert.deepEqual(
    parsed[0]?.rows.map(({ name, values }) => [name, values.id]),
    [
      ['dom0 (0)', 0],
      ['archive (34)', 34],
      ['storefront-of-the-northern-branch (35)', 35],
      ['halted (36)', 36],
      ['crashed (37)', 37],
    ],
  );
  assert.deepEqual(missing, [
    'storefront-of-the-northern-branch (id 35) ended during the run',
    'halted (id 36) started during the run',
    'crashed (id 37) started during the run',
  ]);
});

test('programs run in dom0, here or by ssh', () => {
  assert.deepEqual(inDom0('xen:', ['xentop', '-b']), ['env', 'LC_ALL=C', 'xentop', '-b']);
  const remote = inDom0('xen+ssh://root@node2/', ['xentop', '-b']);
  assert.equal(remote[0], 'ssh');
  assert.ok(remote.includes('root@node2'));
  assert.match(remote.at(-1) as string, /'xentop' '-b'/);
});
