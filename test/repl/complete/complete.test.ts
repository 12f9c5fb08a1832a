import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import * as api from '../../../lib/index.ts';
import { completeWith } from '../../../lib/repl/complete/complete.ts';
import type { Completion } from '../../../lib/repl/complete/completion.ts';
import { apiIndex } from '../../support/api-index.ts';

const names = { vms: () => ['db', 'web1', 'web2'] };
const variables = { replay: api.replay, migmon: api.migmon, sched: api.sched, lab: api.lab, chart: api.chart };
const index = apiIndex;
const completed = (line: string, context: object = variables): Promise<Completion | undefined> =>
  completeWith(index, line, { context, names });

let directory: string;
before(() => {
  directory = mkdtempSync(join(tmpdir(), 'vmlab-complete-'));
  mkdirSync(join(directory, 'runs of may'));
  for (const name of ['record.csv', 'rec two.csv', "o'clock.csv", '.hidden.csv'])
    writeFileSync(join(directory, name), '');
});
after(() => rmSync(directory, { recursive: true }));

const WHOLE: readonly (readonly [line: string, completions: readonly string[], completed: string])[] = [
  ['migmon.dirty({ si', ['size: '], 'si'],
  ['migmon.dirty({ size: 1, s', ['seed: '], 's'],
  ["migmon.dirty({ 'size': 1, s", ['seed: '], 's'],
  ['migmon.dirty({ size, s', ['seed: '], 's'],
  ["migmon.dirty({ pattern: '", ['sequential', 'random', 'once', 'hotspot', 'zipf'], ''],
  ["migmon.dirty({ pattern: 'z", ['zipf'], 'z'],
  ['migmon.dirty({ pageSize: ', ["'4k'", "'2m'", "'1g'"], ''],
  ["migmon.dirty().pattern('ran", ['random'], 'ran'],
  ['migmon.dirty().pattern({ ', ['hotspot: ', 'zipf: '], ''],
  ["replay.fromCsv('x').sub", ['subtractOverhead'], 'sub'],
  ["const all = replay\n  .fromCsv('x')\n  .row(1).mem", ['memoryFrom'], 'mem'],
  ["replay.fromCsv('x')?.sub", ['subtractOverhead'], 'sub'],
  ["replay.fromCsv(f({ a: [1, ')'] })).sub", ['subtractOverhead'], 'sub'],
  ["replay.fromCsv('x').only('cpu', 'd", ['disk'], 'd'],
  ['(await migmon.dirty().run()).lat', ['latency'], 'lat'],
  ['[1, 2].map((x) => migmon.dirty({ thr', ['threads: '], 'thr'],
  ['f(`${migmon.dirty({ thr', ['threads: '], 'thr'],
  ['sched.load.si', ['sine'], 'si'],
  ['sched.simulate(recording, { predictor: sched.ewma({ c', ['cpu: '], 'c'],
  ["sched.place('first-fit', { hosts: [{ cpu: 4 }, { mem", ['memory: '], 'mem'],
  ['lab.vm(', ["'db'", "'web1'", "'web2'"], ''],
  ["lab.vm('", ['db', 'web1', 'web2'], ''],
  ["lab.vm('w", ['web1', 'web2'], 'w'],
  ["lab.vm('db').cgroup.cpu.q", ['quota'], 'q'],
  ["(await lab.vm('db').open()).cgroup.memory.m", ['max'], 'm'],
  ['lab.vms()[0].ex', ['exec'], 'ex'],
  ['web1.cgroup.cpu.quota({ ', ['quota: ', 'period: '], ''],
  ['.doc migmon.dirty().lat', ['latency'], 'lat'],
  ['.doc DirtyMemory.lat', ['latency'], 'lat'],
  ['.doc DirtyM', ['DirtyMemory'], 'DirtyM'],
];

for (const [line, completions, part] of WHOLE)
  test(`${line} goes on with ${completions.join(' ')}`, async () => {
    assert.deepEqual(await completed(line), [completions, part]);
  });

const NODES = [
  '',
  'foo',
  'foo.',
  '.he',
  '.vms ',
  '3.',
  'x = {',
  'if (x) {',
  'f().',
  '// migmon.',
  '/* migmon.',
  '`a',
  'a = /b',
];

for (const line of NODES)
  test(`'${line}' is left to Node's own completer`, async () => {
    assert.equal(await completed(line), undefined);
  });

test('variables are completed as what they hold', async () => {
  const context = { ...variables, memory: api.migmon.dirty(), machine: api.lab.vm('vm1') };
  assert.deepEqual(await completed('memory.run({ sig', context), [['signal: '], 'sig']);
  assert.deepEqual(await completed("machine.exec(['ls'], { sig", context), [['signal: '], 'sig']);
});

test('a variable that took the name of an export is not taken for it', async () => {
  assert.equal(await completed('migmon.dirty().', { migmon: { dirty: 1 } }), undefined);
  assert.equal(await completed('sched.load.', { sched: 5 }), undefined);
});

test('a getter among the variables is not asked', async () => {
  const trap = {
    get migmon(): never {
      throw new Error('asked');
    },
  };
  assert.deepEqual(await completed('migmon.dirty().lat', trap), [['latency'], 'lat']);
});

test('within quotes, files: directories end in a slash, hidden ones are for who asks', async () => {
  const at = (typed: string) => completed(`replay.fromCsv('${directory}/${typed}`);
  assert.deepEqual(await at(''), [["o\\'clock.csv", 'rec two.csv', 'record.csv', 'runs of may/'], '']);
  assert.deepEqual(await at('rec'), [['rec two.csv', 'record.csv'], 'rec']);
  assert.deepEqual(await at('rec '), [['rec two.csv'], 'rec ']);
  assert.deepEqual(await at('.h'), [['.hidden.csv'], '.h']);
  assert.deepEqual(await at("o\\'c"), [["o\\'clock.csv"], "o\\'c"]);
  assert.deepEqual(await at('nowhere/x'), [[], 'x']);
  assert.deepEqual(await completed(`f("${directory}/o`), [["o'clock.csv"], 'o']);
  assert.deepEqual(await completed(`.load ${directory}/rec `), [['rec two.csv'], 'rec ']);
});

test('~ becomes the directory that it stands for, since only shells read it so', async () => {
  const [names = [], part] = (await completed("replay.fromCsv('~/")) ?? [];
  assert.equal(part, '~/');
  for (const name of names) assert.ok(name.startsWith(`${homedir()}/`), name);
});

const CODE = [
  ...WHOLE.map(([line]) => line),
  `for await (const s of migmon.precopy({ size: '16G' }).to('192.0.2.7').watch()) console.log(\`\${s.bytes / 2} \${/[a-z]/.test('x')}\`)`,
  "const run = await replay.fromCsv(\"record.csv\", { blocks: 'bytes' }).row(1).on(lab.vm('vm1')).run({ onProgress: 'bar' });",
  'sched.sweep({ policies: [sched.rescoin({ window: 10 })], seeds: [1, ...[2]] }).run() // and /* so */ on',
  'class A { #x = 1; get y() { return this.#x ?? {}?.["__proto__"].constructor } } ) ] } ((',
];

test('no beginning of code makes it throw, and none takes long', async () => {
  const beginning = fc
    .tuple(fc.constantFrom(...CODE), fc.constantFrom(...CODE), fc.nat())
    .map(([a, b, at]) => `${a};${b}`.slice(0, at % (a.length + b.length)));
  const rough = fc.array(fc.constantFrom(...'.({[\'"`$/*,: am}])'.split(''), 'migmon', 'dirty', 'await '), {
    maxLength: 14,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        beginning,
        rough.map((parts) => parts.join('')),
        fc.string(),
      ),
      async (line) => {
        const result = await completed(line);
        if (result) assert.ok(line.endsWith(result[1]), `${line} ends in what is completed, ${result[1]}`);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a completion takes less than 50 ms', async () => {
  const started = performance.now();
  for (const [line] of WHOLE) await completed(line);
  assert.ok((performance.now() - started) / WHOLE.length < 50);
});
