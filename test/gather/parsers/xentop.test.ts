import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import type { XentopDomain, XentopOutput } from '../../../lib/gather/parsers/xen/xentop-output.ts';
import { cellsUnder, numbersIn } from './support/columns.ts';
import { type Output, xenOutputs } from './support/outputs.ts';

const HEAD =
  '      NAME  STATE   CPU(sec) CPU(%)     MEM(k) MEM(%)  MAXMEM(k) MAXMEM(%) VCPUS NETS NETTX(k) NETRX(k) VBDS   VBD_OO   VBD_RD   VBD_WR  VBD_RSECT  VBD_WSECT SSID';
const DOM0 =
  '  Domain-0 -----r        102    0.0    1048576   25.0   no limit       n/a     2    0        0        0    0        0        0        0          0          0    0';
const web = ({
  name = 'web',
  state = '------',
  seconds = 28,
  percent = '0.0',
  nets = 2,
  tx = 6,
  vbds = 2,
  reads = 165,
} = {}) =>
  `${name.padStart(10)} ${state} ${String(seconds).padStart(10)} ${percent.padStart(6)}     163840    3.9     164864       3.9     2 ${String(nets).padStart(4)} ${String(tx).padStart(8)}        5 ${String(vbds).padStart(4)}        0 ${String(reads).padStart(8)}      320      20880      10240    0`;
const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const domain = (output: XentopOutput, sample: number, name = 'web'): XentopDomain =>
  output.samples[sample]?.domains.find((each) => each.name === name) as XentopDomain;

/** Every cell of a file, as printed, in order. */
function rowsOf({ text: printed }: Output): ReadonlyMap<string, string>[] {
  let head = '';
  return printed.split('\n').flatMap((line) => {
    if (line.trimStart().startsWith('NAME ')) head = line;
    const isRow = line !== '' && line !== head && !/^(VCPUs|Net\d|VBD )/.test(line);
    return isRow ? [cellsUnder(head, line)] : [];
  });
}

const FIELDS: readonly (readonly [column: string, field: keyof XentopDomain, factor: number])[] = [
  ['CPU(sec)', 'cpuSeconds', 1],
  ['CPU(%)', 'cpuCores', 1 / 100],
  ['MEM(k)', 'memoryBytes', 1024],
  ['MEM(%)', 'memoryShare', 1 / 100],
  ['MAXMEM(k)', 'maxMemoryBytes', 1024],
  ['MAXMEM(%)', 'maxMemoryShare', 1 / 100],
  ['VCPUS', 'vcpuCount', 1],
  ['NETS', 'networkCount', 1],
  ['NETTX(k)', 'receivedBytes', 1024],
  ['NETRX(k)', 'sentBytes', 1024],
  ['VBDS', 'diskCount', 1],
  ['VBD_OO', 'outOfRequests', 1],
  ['VBD_RD', 'reads', 1],
  ['VBD_WR', 'writes', 1],
  ['VBD_RSECT', 'readSectors', 1],
  ['VBD_WSECT', 'writeSectors', 1],
  ['SSID', 'securityId', 1],
];
/** What xentop prints where it has no number, or none that it knows. */
const UNTOLD = new Map([
  ['CPU(%)', '0.0'],
  ['MAXMEM(%)', 'n/a'],
  ...['NETTX(k)', 'NETRX(k)', 'VBD_OO', 'VBD_RD', 'VBD_WR', 'VBD_RSECT', 'VBD_WSECT'].map(
    (name) => [name, '0'] as const,
  ),
]);

test('every number of every recording is the one in the column of its head', (t) => {
  const outputs = xenOutputs(/^xentop/, t);
  assert.ok(outputs.length >= 6);
  let compared = 0;
  for (const output of outputs) {
    const parsed = parsers.xentop(output.text);
    const rows = rowsOf(output);
    const domains = parsed.samples.flatMap((sample) => sample.domains);
    assert.equal(domains.length, rows.length, output.name);
    for (const [at, row] of rows.entries()) {
      const found = domains[at] as XentopDomain;
      assert.equal(found.name, row.get('NAME'), output.name);
      for (const [column, field, factor] of FIELDS) {
        const cell = row.get(column) as string;
        const value = found[field] as number;
        const place = `${output.name}, row ${at + 1}, ${column}`;
        if (Number.isNaN(value)) assert.equal(cell, UNTOLD.get(column), place);
        else if (cell === 'no limit') assert.equal(value, Number.POSITIVE_INFINITY, place);
        else assert.ok(Math.abs(value - Number(cell) * factor) <= 1e-12 * Math.abs(value), place);
        compared++;
      }
    }
    assert.deepEqual([parsed.truncated, parsed.notes], [false, []], output.name);
  }
  t.diagnostic(`${compared} numbers of ${outputs.length} recordings compared`);
});

test('CPU use and counters are not recorded just where a domain was not in the sample before, or has lost its devices', (t) => {
  const tally = { fresh: 0, bare: 0 };
  for (const { name, text: printed } of xenOutputs(/^xentop/, t)) {
    const { samples } = parsers.xentop(printed);
    for (const [at, { domains }] of samples.entries())
      for (const one of domains) {
        const before = samples[at - 1]?.domains.find((each) => each.name === one.name);
        const had = samples
          .slice(0, at)
          .some((each) => each.domains.some((domain) => domain.name === one.name && domain.diskCount > 0));
        const place = `${name}, sample ${at + 1}, ${one.name}`;
        assert.equal(Number.isNaN(one.cpuCores), before === undefined, place);
        assert.equal(Number.isNaN(one.reads), had && one.diskCount === 0, place);
        tally.fresh += Number(before === undefined);
        tally.bare += Number(Number.isNaN(one.reads));
      }
  }
  assert.ok(tally.fresh > 20 && tally.bare > 2, JSON.stringify(tally));
});

test('every number of vCPUs, networks and disks is in its line, and no other', (t) => {
  let lines = 0;
  for (const { name, text: printed } of xenOutputs(/^xentop/, t)) {
    const domains = parsers.xentop(printed).samples.flatMap((sample) => sample.domains);
    const found = domains.flatMap(({ vcpus, networks, disks }) => [
      ...vcpus.flatMap(({ index, cpuSeconds }) => [index, cpuSeconds]),
      ...networks.flatMap((one) => [
        ...[one.index, one.sentBytes, one.sentPackets, one.sentErrors, one.sentDrops],
        ...[one.receivedBytes, one.receivedPackets, one.receivedErrors, one.receivedDrops],
      ]),
      ...disks.flatMap((disk) => [
        ...[disk.device, disk.major, disk.minor, disk.outOfRequests, disk.reads, disk.writes],
        ...[disk.readSectors, disk.writeSectors],
      ]),
    ]);
    const details = printed.split('\n').filter((line) => /^(VCPUs|Net\d|VBD )/.test(line));
    lines += details.length;
    const inDecimal = details.map((line) =>
      line.replace(/\[(..):(..)\]/, (_, major, minor) => `${Number.parseInt(major, 16)} ${Number.parseInt(minor, 16)}`),
    );
    assert.deepEqual(found, numbersIn(inDecimal.join('\n')), name);
  }
  t.diagnostic(`${lines} lines compared`);
});

test('samples are as many as there are rows of dom0, also where -r repeats the head for each domain', (t) => {
  for (const { name, text: printed } of xenOutputs(/^xentop/, t)) {
    const { samples } = parsers.xentop(printed);
    assert.equal(samples.length, printed.split(/ Domain-0 /).length - 1, name);
    assert.ok(
      samples.every(({ domains }) => domains.some((each) => each.name === 'Domain-0')),
      name,
    );
  }
});

test("the 0.0 that xentop prints in a domain's first sample is not recorded, and its later ones are", () => {
  const output = parsers.xentop(
    text(HEAD, DOM0, HEAD, DOM0, web({ percent: '0.0' }), HEAD, DOM0, web({ percent: '40.1' })),
  );
  assert.ok(Number.isNaN(domain(output, 0, 'Domain-0').cpuCores));
  assert.equal(domain(output, 1, 'Domain-0').cpuCores, 0);
  assert.ok(Number.isNaN(domain(output, 1).cpuCores));
  assert.equal(domain(output, 2).cpuCores, 0.401);
});

test('a domain made anew under its old name is told by its CPU time, which falls', () => {
  const output = parsers.xentop(
    text(HEAD, DOM0, web({ seconds: 28 }), HEAD, DOM0, web({ seconds: 0, nets: 0, vbds: 0, tx: 0 })),
  );
  assert.ok(Number.isNaN(domain(output, 1).cpuCores));
  assert.equal(domain(output, 1).receivedBytes, 0);
});

test("'no limit' is two words of one cell", () => {
  const dom0 = domain(parsers.xentop(text(HEAD, DOM0)), 0, 'Domain-0');
  assert.equal(dom0.maxMemoryBytes, Number.POSITIVE_INFINITY);
  assert.ok(Number.isNaN(dom0.maxMemoryShare));
  assert.equal(dom0.vcpuCount, 2);
});

test('counters of a domain that is ending are 0 before its row goes: not recorded, though they are of a domain without devices', () => {
  const ending = { state: '----p-', nets: 0, tx: 0, vbds: 0, reads: 0 };
  const output = parsers.xentop(text(HEAD, DOM0, web(), HEAD, DOM0, web(ending), HEAD, DOM0, web(ending), HEAD, DOM0));
  for (const sample of [1, 2]) {
    const { receivedBytes, sentBytes, reads, writeSectors, cpuSeconds, states } = domain(output, sample);
    assert.deepEqual([receivedBytes, sentBytes, reads, writeSectors], Array(4).fill(Number.NaN));
    assert.deepEqual([cpuSeconds, states], [28, ['paused']]);
  }
  assert.deepEqual(domain(output, 3), undefined);
  assert.equal(domain(output, 3, 'Domain-0').reads, 0);
});

test('names are cut to 10 characters: two that become one are noted, and their CPU use is not mixed up', () => {
  const once = text(HEAD, DOM0, web({ name: 'web-fronte' }));
  const twice = text(HEAD, DOM0, web({ name: 'web-fronte' }), web({ name: 'web-fronte', percent: '40.1' }));
  const { samples, notes } = parsers.xentop(once + twice);
  assert.deepEqual(
    samples[1]?.domains.slice(1).map(({ cpuCores }) => cpuCores),
    [Number.NaN, Number.NaN],
  );
  assert.match(notes.join(), /'web-fronte'.*-f/);
});

test("a name of '(null)', or none, is of a domain that has lost it", () => {
  const { samples } = parsers.xentop(text(HEAD, DOM0, web({ name: '(null)' }), web({ name: '' })));
  assert.deepEqual(
    samples[0]?.domains.map(({ name }) => name),
    ['Domain-0', undefined, undefined],
  );
});

test('a name may have spaces', () => {
  assert.equal(parsers.xentop(text(HEAD, web({ name: 'my web  1' }))).samples[0]?.domains[0]?.name, 'my web  1');
});

test("state letters are in xentop's order, which is not xl's", () => {
  const states = ['d-----', '-s----', '--b---', '---c--', '----p-', '-----r', '-s-c--', '------'];
  const output = parsers.xentop(text(HEAD, ...states.map((state, at) => web({ state, name: `vm${at}` }))));
  assert.deepEqual(
    output.samples[0]?.domains.map((each) => each.states.join()),
    ['dying', 'shutdown', 'blocked', 'crashed', 'paused', 'running', 'shutdown,crashed', ''],
  );
  assert.throws(() => parsers.xentop(text(HEAD, DOM0, web({ state: 'r-----' }))), InputError);
});

test('what dom0 transmits (NETTX), the domain has received', () => {
  const one = domain(
    parsers.xentop(
      text(
        HEAD,
        DOM0,
        web(),
        'Net0 RX:       10bytes        1pkts        0err        0drop  TX:      978bytes       13pkts        2err        3drop',
      ),
    ),
    0,
  );
  assert.deepEqual([one.receivedBytes, one.sentBytes], [6 * 1024, 5 * 1024]);
  const { receivedBytes, receivedDrops, sentBytes, sentPackets } = one.networks[0] ?? {};
  assert.deepEqual([receivedBytes, receivedDrops, sentBytes, sentPackets], [978, 3, 10, 1]);
});

test('vCPUs stand five in a line', () => {
  const lines = [
    'VCPUs(sec):   0:         1s  1:         2s  2:         3s  3:         4s  4:         5s',
    '                5:         6s',
  ];
  const { vcpus } = domain(parsers.xentop(text(HEAD, DOM0, web(), ...lines)), 0);
  assert.deepEqual(
    vcpus.map(({ index, cpuSeconds }) => [index, cpuSeconds]),
    [0, 1, 2, 3, 4, 5].map((index) => [index, index + 1]),
  );
});

test('columns are found by their head: what an older xentop has not is not recorded, what a newer one has is noted', () => {
  const older = HEAD.replace('  VBD_RSECT  VBD_WSECT', '');
  const row = web().replace('      20880      10240', '');
  const one = domain(parsers.xentop(text(older, row)), 0);
  assert.deepEqual([one.reads, one.readSectors, one.securityId], [165, Number.NaN, 0]);
  const newer = parsers.xentop(text(`${HEAD} NUMA`, `${web()} 1`));
  assert.equal(domain(newer, 0).writeSectors, 10240);
  assert.match(newer.notes.join(), /NUMA/);
});

test('a last line that is cut off is left out and told; one that only lacks its line break is kept and noted', () => {
  const whole = text(HEAD, DOM0, HEAD, DOM0, web());
  const cut = parsers.xentop(whole.slice(0, -30));
  assert.deepEqual([cut.truncated, cut.samples[1]?.domains.length], [true, 1]);
  assert.match(cut.notes.join(), /Line 5 .*left out/);
  const trimmed = parsers.xentop(whole.slice(0, -1));
  assert.deepEqual([trimmed.truncated, trimmed.samples[1]?.domains.length], [false, 2]);
  assert.match(trimmed.notes.join(), /Line 5 .*cut short/);
});

test('lines may end as on a terminal', () => {
  const output = parsers.xentop(text(HEAD, DOM0).replaceAll('\n', '\r\n'));
  assert.equal(domain(output, 0, 'Domain-0').securityId, 0);
});

test("what is not xentop's is refused with line, column, value and what to do", () => {
  const bad: [text: string, where: object, message: RegExp][] = [
    ['', { line: 1, received: 'nothing' }, /head.*LC_ALL=C xentop -b/],
    ['total 12\ndrwxr-xr-x 2 root\n', { line: 1, received: 'total 12' }, /head/],
    [text(HEAD, DOM0, 'Segmentation fault'), { line: 3, received: 'Segmentation fault' }, /a domain's row/],
    [text(HEAD, web({ percent: '40,1' })), { line: 2, column: 'CPU(%)', received: '40,1' }, /LC_ALL=C/],
    [text(HEAD, `${web()} 7`), { line: 2, received: '19 cells' }, /18 cells/],
    [text(HEAD, 'VCPUs(sec):   0:  1s'), { line: 2 }, /before its devices/],
  ];
  for (const [given, where, message] of bad)
    assert.throws(
      () => parsers.xentop(given, { file: 'xentop.txt' }),
      (error) => {
        assert.ok(error instanceof InputError);
        assert.deepEqual({ ...where, file: error.file }, { ...pick(error, where), file: 'xentop.txt' });
        return message.test(error.message);
      },
    );
});

const pick = (error: InputError, where: object) =>
  Object.fromEntries(Object.keys(where).map((key) => [key, error[key as keyof InputError]]));
