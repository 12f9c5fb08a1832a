import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { parsers } from '../../../lib/gather/parsers/parsers.ts';
import { type Output, shared, xenOutputs } from './support/outputs.ts';

/** `xl list` in a loop prints its own lines between; one of the recordings is of two commands. */
const tablesOf = ({ text }: Output): string => text.replaceAll(/^## .*\n/gm, '').replace(/^\[\n.*/ms, '');

test('every cell of every recorded table is in its record', (t) => {
  let rows = 0;
  for (const output of xenOutputs(/^xl-list(?!.*(-l|missing)\.txt).*\.txt$/, t)) {
    const lines = tablesOf(output)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Name '));
    const domains = parsers.xlList(tablesOf(output)).samples.flatMap((sample) => sample.domains);
    assert.equal(domains.length, lines.length, output.name);
    for (const [at, line] of lines.entries()) {
      const one = domains[at];
      assert.ok(one);
      const told = /^(\S+) +(\d+) +(\d+) +(\d+) +([-rbpscd]{6}) +(\d+\.\d)(?: ([0-9a-f-]{36}))?/.exec(line) ?? [];
      assert.equal(one.name, told[1] === '(null)' ? undefined : told[1], output.name);
      const numbers = [one.id, one.memoryBytes / 2 ** 20, one.vcpuCount, one.cpuSeconds];
      assert.deepEqual(numbers, [told[2], told[3], told[4], told[6]].map(Number), output.name);
      assert.equal(one.states?.map((state) => state[0]).join(''), lettersByWord(told[5] ?? ''), output.name);
      assert.equal(one.uuid, told[7], output.name);
      rows++;
    }
  }
  assert.ok(rows >= 10);
  t.diagnostic(`${rows} rows compared`);
});

/** 'd' is of "dying", and so on: the first letters of our words are xl's. */
const lettersByWord = (letters: string): string => letters.replaceAll('-', '');

test('every figure of xl list -l is in its record, and the id is the one beside the configuration', (t) => {
  const outputs = xenOutputs(/^xl-list.*(long\.json|-l\.txt)$/, t);
  assert.ok(outputs.length >= 2);
  for (const { name, text } of outputs) {
    const domains = parsers.xlList(text).samples[0]?.domains ?? [];
    const figures = (field: string) =>
      [...text.matchAll(new RegExp(`"${field}": (\\d+)`, 'g'))].map(([, of]) => Number(of));
    const texts = (field: string) => [...text.matchAll(new RegExp(`"${field}": "(.*)"`, 'g'))].map(([, of]) => of);
    assert.deepEqual(
      domains.map(({ id }) => id),
      [...text.matchAll(/^ {8}"domid": (\d+)/gm)].map(([, id]) => Number(id)),
      name,
    );
    const kib = (bytes: number) => (bytes === Number.POSITIVE_INFINITY ? 17179869180 : bytes / 1024);
    assert.deepEqual(
      domains.map(({ maxMemoryBytes }) => kib(maxMemoryBytes)),
      figures('max_memkb'),
      name,
    );
    assert.deepEqual(
      domains.map(({ targetMemoryBytes }) => kib(targetMemoryBytes)),
      figures('target_memkb'),
      name,
    );
    assert.deepEqual(
      domains.map(({ weight }) => weight),
      figures('weight'),
      name,
    );
    const cap = (cores: number) => (cores === Number.POSITIVE_INFINITY ? 0 : Math.round(cores * 100));
    assert.deepEqual(
      domains.map(({ capCores }) => cap(capCores)),
      figures('cap'),
      name,
    );
    assert.deepEqual(
      domains.map(({ maxVcpuCount }) => maxVcpuCount).filter(Number.isFinite),
      figures('max_vcpus'),
      name,
    );
    assert.deepEqual(
      domains.flatMap(({ networks }) => networks.map(({ mac }) => mac)),
      texts('mac'),
      name,
    );
    assert.deepEqual(
      domains.flatMap(({ disks }) => disks.map(({ device }) => device)),
      texts('vdev'),
      name,
    );
    assert.deepEqual(
      domains.flatMap(({ uuid }) => uuid ?? []),
      texts('uuid'),
      name,
    );
    assert.deepEqual(
      domains.map((domain) => domain.name),
      texts('name'),
      name,
    );
  }
});

test('every cell of xl vcpu-list is in its record', (t) => {
  for (const { name, text } of xenOutputs(/^xl-vcpu-list/, t)) {
    const vcpus = parsers.xlVcpuList(text).samples.flatMap((sample) => sample.vcpus);
    const printed = vcpus.map((one) => {
      const state = { running: 'r--', blocked: '-b-', offline: '--p', none: '---' }[one.state ?? 'none'];
      const cpu = Number.isNaN(one.cpu) ? '-' : one.cpu;
      return [
        one.name,
        one.id,
        one.index,
        cpu,
        state,
        one.cpuSeconds.toFixed(1),
        one.hardAffinity,
        '/',
        one.softAffinity,
      ].join(' ');
    });
    const lines = text.split('\n').slice(1, -1);
    assert.deepEqual(
      printed,
      lines.map((line) => line.replaceAll(/ +/g, ' ').trim()),
      name,
    );
  }
});

test('a domain that goes loses its name before it loses its row, and has an id all the while', (t) => {
  const [going] = xenOutputs(/^xl-list-going/, t);
  const { samples } = parsers.xlList(going?.text ?? '');
  assert.deepEqual(
    samples.map(({ domains }) => domains.find(({ id }) => id === 35)).map((each) => [each?.name, each?.states]),
    [
      ['storefront-of-the-northern-branch', []],
      [undefined, ['paused', 'dying']],
    ],
  );
});

const HEAD = 'Name                                        ID   Mem VCPUs\tState\tTime(s)\n';

test('ids are as large as they grow, and names may have spaces', () => {
  const { domains } =
    parsers.xlList(`${HEAD}my  web server        40123   160     2     -b----    1234.5\n`).samples[0] ?? {};
  assert.deepEqual(
    domains?.map(({ id, name }) => [id, name]),
    [[40123, 'my  web server']],
  );
});

test('each table of a text is a sample', () => {
  const table = `${HEAD}Domain-0                                     0  1024     2     r-----     216.5\n`;
  assert.equal(parsers.xlList(table + table).samples.length, 2);
});

test('a table that is cut off lacks its last row, JSON its last domain; both are told', (t) => {
  const [table, json] = ['xl-list.txt', 'xl-list-long.json'].map(
    (name) => xenOutputs(new RegExp(`^${name}$`), t)[0]?.text ?? '',
  );
  const count = (text = '') => parsers.xlList(text).samples[0]?.domains.length ?? 0;
  const cutTable = parsers.xlList(table?.slice(0, -3) ?? '');
  assert.deepEqual([cutTable.truncated, cutTable.samples[0]?.domains.length], [true, count(table) - 1]);
  const cutJson = parsers.xlList(json?.slice(0, json.lastIndexOf('"domid": ') - 40) ?? '');
  assert.equal(cutJson.truncated, true);
  assert.ok((cutJson.samples[0]?.domains.length ?? 0) <= count(json));
});

test("what is not xl's is refused: a complaint of xl, other JSON, letters in xentop's order", (t) => {
  const complaint =
    shared('xen/fixtures/boot2/xl-list-missing.err.txt', t) ?? 'web is an invalid domain identifier (rc=-6)\n';
  const row = 'web                                          3   160     2     -----r      75.8\n';
  for (const text of ['', complaint, '{"domid": 1}', '[{"name": "web"}]', `[1,,2]`, HEAD + row, row])
    assert.throws(
      () => parsers.xlList(text),
      (error) => error instanceof InputError && error.line !== undefined,
    );
  assert.throws(() => parsers.xlVcpuList(HEAD), InputError);
});
