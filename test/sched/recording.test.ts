import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { recordingFrom } from '../../lib/sched/recording.ts';
import { writeTidy } from '../../lib/trace/format/tidy/write.ts';
import { createTrace } from '../../lib/trace/trace.ts';

let directory = '';
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vmlab-test-'));
});
after(() => rm(directory, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

test('ResCoin’s logs are a recording, a VM each, and what had to be mended is told by file', async () => {
  const first = await file('a.rst', '10 1 50.00 1.00 0.00 0.00 0.00 0.00\n20 2 25.00 1.00 0.00 0.00 0.00 0.00\n');
  const second = await file('b.rst', '10 1 10.00 1.00 -7e14 0.00 0.00 0.00\n');
  const { traces, repairs } = await recordingFrom([first, second], { cpus: 4 });
  assert.deepEqual(
    traces.map(({ name, cpu }) => [name, [...cpu]]),
    [
      ['a', [2, 1]],
      ['b', [0.4, Number.NaN]],
    ],
  );
  assert.deepEqual(
    repairs.map((repair) => [repair.file, repair.kind, repair.count]),
    [[second, 'overflow', 1]],
  );
});

test('any other recording is one file', async () => {
  const trace = createTrace('vm1', { interval: Float64Array.of(1, 1), cpu: Float64Array.of(0.5, 1) });
  const tidy = await file('tidy.csv', [...writeTidy({ traces: [trace] })].join(''));
  const { traces, repairs } = await recordingFrom(tidy);
  assert.deepEqual([traces.map(({ name }) => name), [...traces[0]!.cpu], repairs], [['vm1'], [0.5, 1], []]);
  await assert.rejects(recordingFrom([tidy, tidy]), InputError);
  await assert.rejects(recordingFrom([]), InputError);
});

test('what was read is saved, and read again is the same', async () => {
  const line = '1399451790 1      100.00 53.28  nan        12.00      0.34       0.20      \n';
  const log = await file('vm1.rst', `${line}${line.replace('790 1', '800 2').replace('12.00', '0.00 ')}`);
  const first = await recordingFrom(log, { cpus: 4, memory: '8GiB' });
  for (const format of ['rst', 'tidy'] as const) {
    const copy = join(directory, format, 'vm1.rst');
    await mkdir(join(directory, format));
    await first.save(copy, { format });
    const again = await recordingFrom(copy, format === 'rst' ? { cpus: 4, memory: '8GiB' } : {});
    assert.deepEqual(again.traces, first.traces);
  }
  assert.equal(await readFile(join(directory, 'rst', 'vm1.rst'), 'utf8'), await readFile(log, 'utf8'));
});
