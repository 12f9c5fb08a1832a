import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { hasEnded, parseProcessStat } from '../../lib/host/process-stat.ts';
import { descendants } from '../../lib/host/process-tree.ts';

const AFTER_COMMAND = 'S 17 42 42 0 -1 4194304 104 0 0 0 50 7 200 1000 20 0 1 0 148803 3133440 413';

describe('/proc/PID/stat', () => {
  for (const command of ['cat', 'a b', '(x)', 'x) S 1 (y', ')', '((', ''])
    test(`of a program called '${command}' is read right`, () => {
      const stat = parseProcessStat(`42 (${command}) ${AFTER_COMMAND}`);
      assert.deepEqual(stat, { pid: 42, command, state: 'S', parent: 17, startTime: '148803', ticks: 1257 });
    });

  test('of this process names it and its parent', () => {
    const stat = parseProcessStat(readFileSync('/proc/self/stat', 'utf8'));
    assert.equal(stat.pid, process.pid);
    assert.equal(stat.parent, process.ppid);
  });

  test('of a zombie is that of a process that has ended', () =>
    assert.ok(hasEnded(parseProcessStat(`42 (x) ${AFTER_COMMAND.replace('S', 'Z')}`))));
});

test('descendants are children and their children, and none of those beside them', () => {
  const of = (pid: number, parent: number) => ({ pid, parent, command: 'x', state: 'S', startTime: '1', ticks: 0 });
  const all = [of(1, 0), of(2, 1), of(3, 1), of(4, 2), of(5, 4), of(6, 3)];
  assert.deepEqual(descendants(all, 2).sort(), [2, 4, 5]);
  assert.deepEqual(descendants(all, 99), []);
});
