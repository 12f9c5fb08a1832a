import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../lib/core/errors.ts';
import { documentationFrom } from '../../lib/repl/documentation.ts';
import { widthOf } from '../../lib/report/terminal/cells.ts';
import { apiIndex } from '../support/api-index.ts';

const index = apiIndex;
const lines = (name: string, columns = 80): string[] => documentationFrom(index, name, { columns }).split('\n');

test('a function is documented with its signature, its options in columns, its errors, its example and what its result has', () => {
  const text = lines('migmon.dirty');
  assert.equal(text[0], 'migmon.dirty(options?: DirtyOptions): DirtyMemory');
  const options = text.slice(text.indexOf('options') + 1, text.indexOf('throws') - 1);
  const heads = options.filter((line) => /^ {2}\S/.test(line));
  assert.deepEqual(
    heads.map((line) => line.trim().split(' ')[0]),
    ['size', 'rate', 'pattern', 'pageSize', 'threads', 'latency', 'for', 'seed'],
  );
  assert.match(options.join('\n'), /pattern {3}'sequential' \|/);
  assert.ok(text.includes('  InputError for an option that cannot be right'));
  assert.match(text.join('\n'), /\nDirtyMemory has\n {2}\.size\(\) \.rate\(\)/);
  assert.match(text.join('\n'), /\nexample\n {2}await migmon\.dirty\(\{/);
});

test('a member of a builder is found by its type, by a call, and by a call left out', () => {
  const [, ...expected] = lines('DirtyMemory.latency');
  for (const name of [
    'migmon.dirty().latency',
    "migmon.dirty({ size: '1.5G' }).threads(2).latency",
    'migmon.dirty.latency',
  ])
    assert.deepEqual(lines(name).slice(1), expected, name);
});

test('what a promise resolves to is found with await and without', () => {
  const [, ...expected] = lines('DirtyResult.latency');
  for (const name of ['(await migmon.dirty().run()).latency', 'migmon.dirty().run().latency'])
    assert.deepEqual(lines(name).slice(1), expected, name);
});

test('a VM is documented as the variable that it is', () => {
  assert.equal(
    lines('vm.exec', 100)[0],
    'vm.exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>',
  );
});

test('a member that was asked for by itself is told with what has it', () => {
  assert.throws(() => lines('quota'), /got 'quota'\. There is: CpuHandle\.quota, /);
});

test('each way of calling something is told', () => {
  const text = lines('vm.cgroup.cpu.weight');
  assert.ok(text.includes('vm.cgroup.cpu.weight(): Promise<number>'));
  assert.ok(text.includes('vm.cgroup.cpu.weight(weight: number): Promise<Undo<void>>'));
});

test('an object lists its members, a line each in a wide terminal', () => {
  const text = lines('replay', 250);
  const members = text.slice(text.indexOf('members') + 1);
  assert.equal(members.length, Object.keys(index.types.replay?.members ?? {}).length);
  assert.match(members[0] ?? '', /^ {2}fromCsv\(file, options\?\) {2}A replay of a recording: .*\.$/);
});

test('a name that there is not is refused with the nearest ones', () => {
  const advice = (name: string) => {
    try {
      return lines(name).join('\n');
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.message;
    }
  };
  assert.match(advice('migmon.durty'), /got 'durty'\. There is: dirty,/);
  assert.match(advice('dirty'), /There is: migmon\.dirty,/);
  assert.match(advice('rpelay'), /There is: replay,/);
  for (const name of ['', '.', '3', 'a b', 'constructor', 'migmon.constructor', 'f()', "'", '{}', '((']) {
    assert.match(advice(name), /^expected a name of the API/, name);
  }
});

test('everything in the index has documentation, and no line of its sentences is wider than the terminal', () => {
  const names = [...Object.keys(index.exports), ...Object.keys(index.types).filter((name) => /^\w+$/.test(name))];
  const dotted = names.flatMap((name) => [
    name,
    ...Object.keys(index.types[name]?.members ?? {}).map((member) => `${name}.${member}`),
  ]);
  assert.ok(dotted.length > 300);
  for (const name of dotted)
    for (const line of sentences(lines(name, 60))) assert.ok(widthOf(line) <= 60, `${name}: ${line}`);
});

/** Without signatures and examples, which are code: they are copied, so they are not broken. */
const sentences = (text: readonly string[]): string[] =>
  [...text, 'example'].slice(1, [...text, 'example'].indexOf('example')).filter((line) => !/[({;=]/.test(line));

test('colours are there when they are asked for, and change nothing else', () => {
  const coloured = documentationFrom(index, 'migmon.dirty', { color: true });
  assert.ok(coloured.includes('\u001b['));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are
  assert.equal(coloured.replace(/\u001b\[\d*m/g, ''), documentationFrom(index, 'migmon.dirty'));
});
