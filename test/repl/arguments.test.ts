import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Command, requested } from '../../lib/repl/arguments.ts';

const CASES: readonly [string, Command][] = [
  ['', { kind: 'shell' }],
  ['script.ts', { kind: 'script', file: 'script.ts', args: [] }],
  ['script.ts a --help -e 1', { kind: 'script', file: 'script.ts', args: ['a', '--help', '-e', '1'] }],
  ['-e 1+1', { kind: 'code', code: '1+1', print: false, args: [] }],
  ['--eval=1 a b', { kind: 'code', code: '1', print: false, args: ['a', 'b'] }],
  ['-p lab a --help', { kind: 'code', code: 'lab', print: true, args: ['a', '--help'] }],
  ['--connect local: -p lab', { kind: 'code', code: 'lab', print: true, args: [] }],
  ['- a', { kind: 'input', args: ['a'] }],
  ['--cleanup', { kind: 'cleanup' }],
  ['-v', { kind: 'version' }],
  ['--help', { kind: 'help' }],
];

for (const [line, command] of CASES)
  test(`'vmlab-repl ${line}' asks for: ${command.kind}`, () => {
    const words = line.split(' ').filter((word) => word !== '');
    assert.deepEqual(requested(words, true).command, command);
  });

test('without a terminal, standard input is the script where there is no other', () => {
  assert.deepEqual(requested([], false).command, { kind: 'input', args: [] });
  assert.equal(requested(['a.ts'], false).command.kind, 'script');
  assert.equal(requested(['-e', '1'], false).command.kind, 'code');
});

test('what there is no such flag for is said', () => {
  for (const words of [['--bogus'], ['-e'], ['-x', 'script.ts']]) {
    const { command } = requested(words, true);
    assert.equal(command.kind, 'wrong');
    assert.match((command as { message: string }).message, new RegExp(words[0] as string));
  }
});

test('a machine is asked for by its URI', () => {
  assert.equal(requested(['--connect', 'qemu:///system'], true).connect, 'qemu:///system');
  assert.equal(requested([], true).connect, undefined);
});
