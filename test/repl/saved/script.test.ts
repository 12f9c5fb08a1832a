import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLine, type Line } from '../../../lib/repl/evaluate/line.ts';
import { parseJavaScript } from '../../../lib/repl/evaluate/parse.ts';
import { prepare } from '../../../lib/repl/evaluate/prepare.ts';
import { scriptOf } from '../../../lib/repl/saved/script.ts';

/** A line that went well. @param promises expressions in it that gave one @param items those that gave many */
function line(typed: string, promises: readonly string[] = [], items: readonly string[] = []): Line {
  const prepared = prepare(typed);
  if (prepared.kind !== 'ready') assert.fail(typed);
  const made = createLine(prepared.source, 0);
  for (const text of promises) made.awaited.add(prepared.source.indexOf(text));
  for (const text of items) made.iterated.add(prepared.source.indexOf(text));
  return made;
}

const VMS = new Map([
  ['vm1', { vm: 'vm1', lab: 'lab' }],
  ['web_1', { vm: 'web-1', lab: 'node' }],
]);

/** What comes after the first comment. */
function saved(...lines: Line[]): string {
  const script = scriptOf(lines, { vms: VMS, api: ['lab', 'replay', 'migmon', 'chart'] });
  assert.ok(parseJavaScript(script));
  return script.slice(script.indexOf('\n')).trim();
}

for (const [title, lines, expected] of [
  [
    'awaits what gave a promise, and imports what is used',
    [
      line("const vm = lab.vm('vm2').open()", ['lab.vm']),
      line('const limit = 1.5'),
      line('vm.cgroup.cpu.quota(limit)', ['vm.c']),
    ],
    "import { lab } from 'vmlab';\n\nconst vm = await lab.vm('vm2').open();\nconst limit = 1.5;\nawait vm.cgroup.cpu.quota(limit);",
  ],
  [
    'writes an await that was typed once',
    [line('const run = await replay.run()', [])],
    "import { replay } from 'vmlab';\n\nconst run = await replay.run();",
  ],
  [
    'names a VM that was a variable by itself',
    [line("lab.vm('vm1').open()", ['lab']), line('vm1.close()', ['vm1'])],
    "import { lab } from 'vmlab';\n\nawait lab.vm('vm1').open();\nconst vm1 = lab.vm('vm1');\nawait vm1.close();",
  ],
  [
    'opens a VM of another lab that was a variable by itself',
    [line("node = lab.open('qemu:///system')", ['lab']), line('web_1.info()', ['web_1'])],
    "import { lab } from 'vmlab';\n\nlet node = await lab.open('qemu:///system');\nconst web_1 = await node.vm('web-1').open();\nawait web_1.info();",
  ],
  [
    "keeps a user's own variable of a VM's name",
    [line('const vm1 = 3'), line('vm1')],
    'const vm1 = 3;\nconsole.log(vm1);',
  ],
  [
    'prints what was typed to be seen',
    [line('const a = [1]'), line('a[0]'), line('a.push(2)')],
    'const a = [1];\nconsole.log(a[0]);\na.push(2);',
  ],
  [
    'prints items as they come',
    [line('migmon.dirty().watch()', [], ['migmon'])],
    "import { migmon } from 'vmlab';\n\nfor await (const item of migmon.dirty().watch()) console.log(String(item));",
  ],
  [
    'makes a variable of what is declared again',
    [line('const x = 1'), line('const x = f()', ['f()'])],
    'let x = 1;\nx = await f();',
  ],
  ['makes a variable of what is assigned to', [line('const x = 1'), line('x += 1')], 'let x = 1;\nx += 1;'],
  ['declares what was only assigned to', [line('y = f()', ['f()']), line('y = 2')], 'let y = await f();\ny = 2;'],
  ['takes patterns again', [line('const { a } = f()'), line('const { a } = g()')], 'let { a } = f();\n({ a } = g());'],
  [
    'lets a function be defined again',
    [line('function f() {}'), line('function f() { return 1 }')],
    'function f() {}\nf = function f() { return 1 };',
  ],
  [
    'brings the modules that a prompt has by itself',
    [line("const here = path.resolve('.')")],
    "import path from 'node:path';\n\nconst here = path.resolve('.');",
  ],
  [
    'keeps imports, first',
    [line('const a = 1'), line("import { cpus } from 'node:os'"), line('cpus()')],
    "import { cpus } from 'node:os';\n\nconst a = 1;\ncpus();",
  ],
  [
    'keeps what `_` stood for',
    [line('f()', ['f()']), line('const x = _ + 1')],
    'globalThis._ = await f();\nconst x = _ + 1;',
  ],
  [
    'leaves out what were only types',
    [line('interface A { a: number }'), line('const a: A = { a: 1 }')],
    'const a = { a: 1 };',
  ],
  [
    'keeps what `using` held',
    [line("await using vm = lab.vm('a').open()", ['lab'])],
    "import { lab } from 'vmlab';\n\nawait using vm = await lab.vm('a').open();",
  ],
  ['awaits the whole of an expression', [line('a ? f() : g()', ['a ?'])], 'await (a ? f() : g());'],
] as const)
  test(`a saved session ${title}`, () => assert.equal(saved(...lines), expected));

test('a script of a session that was started for another lab opens that, as `lab`', () => {
  const lines = [line('vm1.info()', ['vm1'])];
  const script = scriptOf(lines, { vms: VMS, api: ['lab', 'replay'], uri: 'qemu:///system' });
  assert.equal(
    script.slice(script.indexOf('\n')).trim(),
    "import { lab as here } from 'vmlab';\n\nawait using lab = await here.open('qemu:///system');\nconst vm1 = await lab.vm('vm1').open();\nawait vm1.info();",
  );
});
