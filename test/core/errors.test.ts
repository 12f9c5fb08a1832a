import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { HostError, InputError, RunError } from '../../lib/core/errors.ts';

const FAILURES: [what: string, failure: ConstructorParameters<typeof HostError>[0], sentence: string][] = [
  [
    'on this machine: why, in words',
    { host: 'local:', operation: 'read', target: 'x.csv', errno: 'ENOENT' },
    'read x.csv failed: no such file or directory (ENOENT)',
  ],
  [
    'elsewhere: where, too',
    { host: 'qemu:///vm1', operation: 'run', target: 'ls', errno: 'CommandNotFound', stderr: 'no ls\n' },
    'run ls on qemu:///vm1 failed: CommandNotFound: no ls',
  ],
];
for (const [what, failure, sentence] of FAILURES)
  test(`a failure ${what}`, () => assert.equal(new HostError(failure).message, sentence));

const RECEIVED: [value: unknown, shown: string][] = [
  ['5x', "'5x'"],
  [[], '[]'],
  [['a', Number.NaN], "['a', NaN]"],
  [{ tx: 5 }, '{ tx: 5 }'],
  [undefined, 'undefined'],
  ['x'.repeat(100), `'${'x'.repeat(77)}...'`],
];
for (const [received, shown] of RECEIVED)
  test(`a wrong value is shown as it is written: ${shown}`, () =>
    assert.equal(new InputError({ expected: 'a rate', received }).message, `expected a rate, got ${shown}`));

test('what a run had until it failed is at hand, but not printed with the error', () => {
  const error = new RunError('POLICY', 'in period 7, policy failed', { result: { columns: [1, 2, 3] } });
  assert.deepEqual(error.result, { columns: [1, 2, 3] });
  assert.doesNotMatch(inspect(error), /columns/);
});
