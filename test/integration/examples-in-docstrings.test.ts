import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import * as api from '../../lib/index.ts';
import { formatSpikeLog } from '../../lib/migmon/downtime/spike-log.ts';
import * as testing from '../../lib/testing.ts';
import { writeRescoin } from '../../lib/trace/format/rescoin/write.ts';
import { writeVirtTop } from '../../lib/trace/format/virt-top/write.ts';
import { apiIndex, publicNames } from '../support/api-index.ts';
import { compileExamples, isCode } from '../support/examples/compile.ts';
import { type Example, examplesOf, placeOf } from '../support/examples/extract.ts';
import * as given from '../support/examples/given.ts';
import { needOf, shortened } from '../support/examples/needs.ts';
import { isAsSaid, runExample, type Scope, saidResult, scopeOf } from '../support/examples/run.ts';

const PUBLIC_HEAD = `
import { ${Object.keys(given).join(', ')}, run, result } from './given.ts';
import { ${publicNames.filter((name) => !(name in testing) && !(name in given)).join(', ')} } from '../../../lib/index.ts';
import { check, states } from '../../../lib/testing.ts';
`;

const examples = examplesOf(apiIndex);
const whole = examples.filter(isCode);
const compiled = compileExamples(whole, PUBLIC_HEAD);

const started = process.cwd();
let directory: string;
before(() => {
  directory = mkdtempSync(join(tmpdir(), 'vmlab-examples-'));
  process.chdir(directory);
  writeFileSync('record.csv', [...writeVirtTop(given.recording)].join(''));
  for (const name of ['vmaster.rst', 'vslave01.rst'])
    writeFileSync(name, [...writeRescoin(given.trace, { cpus: 4, memory: '8GiB' })].join(''));
  writeFileSync('spike.log', formatSpikeLog({ start: 1700000000, spikes: [{ timestamp: 1700000004, delay: 312 }] }));
});
after(() => {
  process.chdir(started);
  rmSync(directory, { recursive: true });
});

test('every example is code: only internal ones leave something out, and say so with …', () => {
  const wrong = examples.filter((each) => !isCode(each) && (each.isPublic || !each.code.includes('…')));
  assert.deepEqual(wrong.map(placeOf), []);
});

test('every example compiles, those of the public API with what a user can import', (t) => {
  const wrong = compiled.filter(({ errors }) => errors.length > 0);
  assert.deepEqual(
    wrong.map(({ example, errors }) => `${placeOf(example)}: ${errors.join('; ')}`),
    [],
  );
  t.diagnostic(`${compiled.length} examples type-checked, ${compiled.filter(isOfPublic).length} of the public API`);
  t.diagnostic(`${examples.length - whole.length} internal ones leave something out`);
});

test('every example of the public API that needs nothing runs, and comes to what it says', async (t) => {
  const all = compiled.filter(isOfPublic).map(({ example }) => example);
  const run = all.filter(({ code }) => needOf(code) === undefined);
  const scope = { ...api, ...testing, ...given, console: silent };
  const wrong: string[] = [];
  for (const example of run) wrong.push(...(await complaints(example, shortened(example.code), scope)));
  assert.deepEqual(wrong, []);
  t.diagnostic(`${run.length} run, ${all.length - run.length} only type-checked:`);
  for (const example of all) {
    const need = needOf(example.code);
    if (need) t.diagnostic(`needs ${need}: ${placeOf(example)}`);
  }
});

test('a line of an internal example comes to what it says', async (t) => {
  const said = compiled.filter(({ example, given }) => !example.isPublic && given.length === 0 && isPure(example));
  const wrong: string[] = [];
  let compared = 0;
  for (const { example } of said) {
    const scope = await scopeOf(example);
    if (!(firstName(example) in scope)) continue; // its file keeps it to itself
    wrong.push(...(await complaints(example, example.code, scope)));
    compared++;
  }
  assert.deepEqual(wrong, []);
  t.diagnostic(
    `${compared} of ${said.length} compared with what they say; the others are of functions that are not exported`,
  );
});

const isOfPublic = ({ example }: { example: Example }): boolean => example.isPublic;

const firstName = ({ code }: Example): string => /[A-Za-z]\w*/.exec(code)?.[0] ?? '';

/** What has no await has no effect. */
const isPure = ({ code }: Example): boolean => saidResult(code) !== undefined && !/\bawait\b/.test(code);

const silent = { log: (...values: unknown[]) => void values.map((value) => inspect(value)) };

async function complaints(example: Example, code: string, scope: Scope): Promise<string[]> {
  try {
    const value = await runExample(code, scope);
    const said = saidResult(code);
    return said === undefined || isAsSaid(value, said) ? [] : [`${placeOf(example)} comes to ${inspect(value)}`];
  } catch (error) {
    return [`${placeOf(example)} fails: ${error}`];
  }
}
