/** The notebooks, as they are: each runs from its start, draws its pictures, and stands in the repository with what it printed. */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { execa, type Result } from 'execa';
import { temporaryDirectory } from '../support/scripts.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const NOTEBOOKS = join(ROOT, 'notebooks');
const names = (await readdir(NOTEBOOKS)).filter((name) => name.endsWith('.ipynb'));
const skip = await reasonToSkip();

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: string[];
    readonly outputs?: readonly Output[];
  }[];
}

describe('notebooks', { timeout: 300_000, skip }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let run: Result<{ all: true; reject: false }>;

  before(async () => {
    directory = await temporaryDirectory();
    run = await notebooks('--out', directory.path);
  });
  after(() => directory[Symbol.asyncDispose]());

  test('run to their ends', () => {
    assert.equal(run.exitCode, 0, run.all);
    for (const name of names) assert.match(run.all, new RegExp(`^${name}: ran$`, 'm'));
  });

  for (const name of names)
    test(`${name} draws its pictures, which a page shows`, async () => {
      const pictures = outputsOf(await read(join(directory.path, name))).filter(isPicture);
      assert.ok(pictures.length > 0);
      const page = await readFile(join(directory.path, name.replace('.ipynb', '.html')), 'utf8');
      assert.equal(page.split('src="data:image/svg+xml,').length - 1, pictures.length);
    });

  for (const name of names)
    test(`${name} is kept as it is run, with the same kinds of outputs`, async () => {
      const [kept, ran] = [await read(join(NOTEBOOKS, name)), await read(join(directory.path, name))];
      const kinds = ({ cells }: Notebook) => cells.map(({ outputs = [] }) => outputs.map(kindOf));
      assert.deepEqual(kinds(kept), kinds(ran), 'npm run notebooks -- --save puts the outputs into the notebooks');
    });

  test('a cell that fails is named, with what is wrong', async () => {
    const file = join(directory.path, 'bad.ipynb');
    const { cells, ...rest } = await read(join(NOTEBOOKS, names[0]!));
    const bad = [['const cores = 2;'], ["const half: number = 'half';"], ['cores / 2']].map((source) => ({
      ...cells.find(({ cell_type }) => cell_type === 'code')!,
      source,
      outputs: [],
    }));
    await writeFile(file, JSON.stringify({ ...rest, cells: bad }));
    const { exitCode, all } = await notebooks(file);
    assert.equal(exitCode, 1, all);
    assert.match(all, /^bad\.ipynb, cell 2: .*Type 'string' is not assignable to type 'number'/m);
  });
});

for (const name of names)
  test(`${name} is kept without an error`, async () => {
    const failed = outputsOf(await read(join(NOTEBOOKS, name))).filter(
      (output) => output.output_type === 'error' || output.name === 'stderr',
    );
    assert.deepEqual(failed, []);
  });

/** What the script needs that a machine may not have. */
async function reasonToSkip(): Promise<string | false> {
  const { exitCode } = await execa('jupyter-nbconvert', ['--version'], { reject: false });
  if (exitCode !== 0) return 'there is no jupyter-nbconvert';
  const canRequire = 'require_module' in process.features && process.features.require_module;
  return canRequire
    ? false
    : `the kernel loads vmlab by require(), which Node ${process.version} refuses for ES modules`;
}

const notebooks = (...words: readonly string[]) =>
  execa('npm', ['run', 'notebooks', '--', ...words], { cwd: ROOT, all: true, reject: false });

const read = async (file: string): Promise<Notebook> => JSON.parse(await readFile(file, 'utf8'));

const outputsOf = ({ cells }: Notebook): readonly Output[] => cells.flatMap(({ outputs = [] }) => outputs);

const isPicture = ({ data }: Output): boolean => data !== undefined && 'image/svg+xml' in data;

/** @example kindOf({ output_type: 'display_data', data: { 'image/svg+xml': … } }) // 'image/svg+xml' */
const kindOf = ({ output_type, name, data }: Output): string => name ?? (data ? Object.keys(data).join() : output_type);
