import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { prepare } from '../../../lib/repl/evaluate/prepare.ts';
import { WATCHER } from '../../../lib/repl/evaluate/rewrite.ts';

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** What the rewritten code calls here: values pass, and where they came from is noted. */
function watched() {
  const noticed: [string, number][] = [];
  const notice = (name: string) => (at: number, value: unknown) => {
    noticed.push([name, at]);
    return value;
  };
  const watcher = { awaited: notice('awaited'), shown: notice('shown'), held: notice('held') };
  Object.defineProperty(globalThis, WATCHER, { value: watcher, configurable: true });
  return noticed;
}

function readied(typed: string): string {
  const prepared = prepare(typed);
  if (prepared.kind !== 'ready') assert.fail(`${prepared.kind}: ${typed}`);
  return prepared.code;
}

/** Runs it, and gives what `names` hold then. */
async function variablesAfter(code: string, names = 'x'): Promise<unknown> {
  watched();
  const values = new AsyncFunction('p', 'v', `${code}\nreturn { ${names} };`);
  return values(
    async (value: unknown) => value,
    (value: unknown) => value,
  );
}

describe('a line of the prompt', () => {
  for (const [typed, x] of [
    ['const x = p(1)', 1],
    ['let x = p(1), y = x + 1; x = p(y)', 2],
    ['const { x } = p({ x: 1 })', 1],
    ['const [, x] = await p([1, 2])', 2],
    ['var x; x = p(3)', 3],
    ['let x', undefined],
    ['const x: number = p(5)', 5],
    ['const x = (p(1) as unknown) as Promise<number>', 1],
    ['enum Colour { red = 7 } const x = Colour.red', 7],
    ["import { basename } from 'node:path'; const x = basename('/a/b')", 'b'],
    ["import path from 'node:path'; const x = path.basename('/a/b')", 'b'],
    ["import * as path from 'node:path'\nconst x = path.basename('/a/b')", 'b'],
    ["import path, { basename as last } from 'node:path'; const x = path.basename === last", true],
    ["import path, * as all from 'node:path'; const x = all.default === path", true],
    ['class A { value = 4 }\nconst x = new A().value', 4],
    ['const f = () => 1; const x = f.name', 'f'],
    ['let x = 1\n;[x] = p([2])', 2],
    ['const x = (p(1), p(2)) // the last', 2],
    [
      'const seen = []; async function f() { using a = { [Symbol.dispose]: () => seen.push(1) } } f(); const x = seen.length',
      1,
    ],
  ] as const)
    test(`is awaited and declares its names: ${typed}`, async () => {
      assert.deepEqual(await variablesAfter(readied(typed)), { x });
    });

  test('may declare a name again, whatever it was', async () => {
    const lines = [
      'const x = 1',
      'let x = 2',
      'class x {}',
      'const x: number = 3',
      "import x from 'node:path'",
      'const x = 4',
    ];
    assert.deepEqual(await variablesAfter(lines.map(readied).join('\n')), { x: 4 });
  });

  test('shows its last expression only, and awaits the others', async () => {
    const noticed = watched();
    await new AsyncFunction('p', readied('p(1); p(2)'))(async () => {});
    assert.deepEqual(noticed, [
      ['awaited', 0],
      ['shown', 6],
    ]);
  });

  test('holds what `using` declares', async () => {
    const noticed = watched();
    await new AsyncFunction('p', readied('await using x = p(1); using y = p(2)'))(async () => {});
    assert.deepEqual(noticed, [
      ['held', 16],
      ['held', 32],
    ]);
  });

  test('may be an object', () => {
    assert.match(readied('{ a: 1 }'), /\(\{ a: 1 \}\)/);
    assert.match(readied('{}\n'), /\(\{\}\)/);
    assert.equal(readied('{ const a = 1; }'), '{ const a = 1; }');
  });

  for (const typed of [
    'f(',
    'const x = {',
    'const x: number =',
    'interface A {',
    'function f(a: string) {',
    '`a',
    '/* a',
    'type A =',
    'x.',
  ])
    test(`that is unfinished goes on: ${typed}`, () => assert.equal(prepare(typed).kind, 'unfinished'));

  for (const typed of ['foo bar', "'abc", 'const x = 1; const x = 2', 'f)', 'let 1 = 2', 'x: y z'])
    test(`that is wrong in both languages is left to Node to say so: ${typed}`, () =>
      assert.equal(prepare(typed).kind, 'wrong'));

  for (const typed of ['with (a) b', 'var await = 1', '010'])
    test(`of sloppy JavaScript is taken: ${typed}`, () => assert.equal(prepare(typed).kind, 'ready'));

  test('means what it means with each await written out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 8 }), async (statements) => {
        const [typed, explicit] = [0, 1].map((at) => statements.map((each) => each[at]).join('\n;'));
        const found = await variablesAfter(`var a, b, c;\n${readied(typed as string)}`, 'a, b, c');
        assert.deepEqual(found, await variablesAfter(`let a, b, c;\n${explicit}`, 'a, b, c'), typed);
      }),
      { numRuns: 300 },
    );
  });
});

const name = fc.constantFrom('a', 'b', 'c');
const value = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map((number) => [`${number}`, `${number}`] as const),
  fc.integer({ min: 0, max: 9 }).map((number) => [`p(${number})`, `await p(${number})`] as const),
  name.map((read) => [`[${read}, v(1)]`, `[${read}, v(1)]`] as const),
  name.map((read) => [`p(${read})`, `await p(${read})`] as const),
  name.map((read) => [`(${read}, p({ ${read} }))`, `(${read}, await p({ ${read} }))`] as const),
  name.map((read) => [`${read} as number`, `${read}`] as const),
);

/** As it is typed, and as a script has to say it. */
const statement = fc.oneof(
  fc.tuple(name, value).map(([to, [typed, explicit]]) => [`var ${to} = ${typed}`, `${to} = ${explicit};`]),
  fc.tuple(name, value).map(([to, [typed, explicit]]) => [`${to} = ${typed}`, `${to} = ${explicit};`]),
  fc
    .tuple(name, value)
    .map(([to, [typed, explicit]]) => [`var [${to}] = [${typed}] // why`, `[${to}] = [${explicit}];`])
    .filter(([typed]) => !typed?.includes('p(')),
  fc
    .tuple(name, name)
    .map(([to, from]) => [
      `if (${from}) { const d = ${from}; ${to} = d }`,
      `if (${from}) { const d = ${from}; ${to} = d }`,
    ]),
  value.map(([typed, explicit]) => [typed, `void (${explicit});`]),
  name.map((to) => [`function f() { return 3 }\n${to} = f()`, `${to} = 3;`]),
);
