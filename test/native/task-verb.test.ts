/** vmlab-agent task: the addon's measurements, in a process of their own. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryDirectory } from '../support/scripts.ts';
import { AgentProcess, skip } from './agent-process.ts';

const SETTINGS = { size: 8 * 2 ** 20, rate: 4 * 2 ** 20, duration: 1.2, pattern: 'sequential' };

const dirty = (settings: object, ...flags: string[]) =>
  new AgentProcess(['task', 'dirty', '--settings', JSON.stringify(settings), ...flags]);

describe('vmlab-agent task', { skip, timeout: 20_000 }, () => {
  test('tells the records of a measurement, and its result last', async () => {
    const { lines, status } = await dirty(SETTINGS).ended();
    assert.deepEqual(
      lines.map(({ type }) => type),
      ['prefault', 'start', 'second', 'second', 'result'],
    );
    const result = lines.at(-1);
    assert.equal(result?.elapsed, SETTINGS.duration);
    const bytes = Number(result?.pages) * 4096;
    assert.ok(Math.abs(bytes / (SETTINGS.rate * SETTINGS.duration) - 1) < 0.1, `${bytes} bytes`);
    assert.equal(status, 0);
  });

  test('takes its settings from the first line of standard input as well, and ends with that', async () => {
    const agent = new AgentProcess(['task', 'dirty']);
    agent.send('{"size": 4194304, "pattern": "hotspot",');
    agent.send('"hot_pages":0.1,"hot_writes":0.9,"seed":7,"latencies":true,"rate":null}\n');
    await agent.line('second');
    agent.closeInput();
    const { lines, status } = await agent.ended();
    const result = lines.at(-1);
    assert.equal(result?.type, 'result');
    assert.ok(Number(result?.pages) > 0);
    assert.ok(Array.isArray(result?.latency_bins), 'columns of numbers are told as such');
    assert.equal(status, 0);
  });

  test('goes on without an input, and writes to a file, until it is told to end', async () => {
    await using directory = await temporaryDirectory();
    const output = join(directory.path, 'records.jsonl');
    const agent = dirty({ size: 4 * 2 ** 20, rate: 2 ** 20 }, '--detached', '--output', output);
    agent.closeInput();
    for (let looks = 0; looks < 200 && !(await text(output)).includes('second'); looks++) await sleep(20);
    agent.child.kill('SIGTERM');
    assert.equal((await agent.ended()).status, 0);
    assert.match(await text(output), /"type":"result"/);
  });

  test('says what is wrong with a name or with settings, and that nothing was begun', async () => {
    const wrong = [
      [['none', '--settings', '{}'], /expected the name of a task, got 'none'/],
      [['dirty', '--settings', '{"size":1000}'], /expected a size of whole pages/],
      [['dirty', '--settings', '{"size":'], /the settings: expected a value, got the end/],
      [['dirty', '--settings', '{"size":1} x'], /expected nothing after the object, got 'x'/],
      [['dirty', '--settings', '{"pattern":"\\n"}'], /a string without escapes/],
      [[], /expected the name of a task/],
    ] as const;
    for (const [words, sentence] of wrong) {
      const { lines, status, stderr } = await new AgentProcess(['task', ...words]).ended();
      assert.match(stderr, sentence);
      assert.deepEqual(lines, []);
      assert.equal(status, 2);
    }
  });
});

const text = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
