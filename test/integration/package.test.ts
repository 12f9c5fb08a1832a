/** The package as npm gives it to its users: what is in it, that it installs and runs, also without a compiler and under other Nodes. */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { appeared, lookAtMachine, type Machine } from '../support/machine.ts';
import { temporaryDirectory } from '../support/scripts.ts';
import {
  type Installed,
  install,
  NoRegistry,
  type Packed,
  pack,
  pathOf,
  projectWithBareNode,
  projectWithPrebuild,
  run,
} from './support/packing.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const NAME = `package-${process.pid}`;

const JAVASCRIPT = `
import { lab, replay } from 'vmlab';

const vm = await lab.vm('${NAME}').open();
try {
  const recording = replay.fromCsv('node_modules/vmlab/examples/data/record.csv').row(1);
  const run = await recording.slice(9, 11).fit().disk({ size: '4MiB' }).on(vm).run();
  console.log(process.version, run.completed, 'steps,', run.fidelity.cpu.measuredBy);
} finally {
  await vm[Symbol.asyncDispose]();
}
`;
const TYPESCRIPT = `
import { lab, type Plan, replay } from 'vmlab';

await using vm = await lab.vm('${NAME}').open();
const recording = replay.fromCsv('node_modules/vmlab/examples/data/record.csv').row(1);
const ready = recording.slice(9, 11).fit().disk({ size: '4MiB' }).on(vm);
const plan: Plan = await ready.plan();
const run = await ready.run({ onProgress: ({ step, steps }) => console.log(step, 'of', steps) });
const ratio: number | undefined = run.fidelity.cpu?.totalRatio;
console.log(process.version, run.completed, 'steps,', plan.resources.join(), ratio?.toFixed(2));
`;
const WITHOUT_NATIVE = `
import { replay } from 'vmlab';

const recording = replay.fromCsv('node_modules/vmlab/examples/data/record.csv').row(1);
console.log((await recording.trace()).name, (await recording.describe()).domains.length);
const error = await recording.fit().run().catch((error) => error);
console.log(error.name, error.code, error.message);
`;

const noCompiler = (await run('sh', ['-c', 'command -v g++'], { reject: false })).exitCode !== 0;

describe('the package', { timeout: 420_000 }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let packed: Packed;
  let withoutCompiler: string;
  let found: Machine;
  let installed: Installed | NoRegistry;

  before(async () => {
    found = await lookAtMachine();
    directory = await temporaryDirectory();
    packed = await pack(directory.path);
    withoutCompiler = await pathOf(join(directory.path, 'bin'), ['node', 'npm', 'sh']);
    installed = await unlessOffline(install(packed.tarball, join(directory.path, 'empty')));
  });
  after(() => directory[Symbol.asyncDispose]());

  /** Runs in the project, with its state beside it. */
  const inProject = async (project: Installed, program: string, ...words: string[]) => {
    const env = { VMLAB_STATE: join(directory.path, 'state') };
    return (await run(program, words, { cwd: project.directory, env })).stdout;
  };

  /** A test of the installed package. */
  const installedTest = (title: string, act: (project: Installed, context: TestContext) => Promise<void>) =>
    test(title, async (context) => {
      if (installed instanceof NoRegistry) return context.skip(offline(installed));
      if (noCompiler) return context.skip('no g++ here to build the native parts with');
      await act(installed, context);
    });

  test('has what its users need, and nothing of tests, of earlier builds or of this machine', async () => {
    const rooms = new Set(packed.files.map((file) => file.split('/')[0]));
    const expected = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'examples', 'native', 'package.json'];
    assert.deepEqual([...rooms].sort(), expected);
    const odd = packed.files.filter((file) =>
      // An example may be a test: of a policy.
      /^(?!examples\/).*\.test\.|^test|\.node$|\.o$|\.tgz$|native\/build|node_modules|\.tsbuildinfo/.test(file),
    );
    assert.deepEqual(odd, []);
    const sources = new Set(await readdir(join(packed.source, 'lib'), { recursive: true }));
    // Bundles, and what the shell knows of the API: made of many files.
    const made = /^dist\/(code\/|repl\/api\.json$)/;
    for (const file of packed.files.filter((file) => file.startsWith('dist/') && !made.test(file)))
      assert.ok(sources.has(file.slice('dist/'.length).replace(/(\.d)?\.(ts|js|js\.map)$/, '.ts')), file);
    for (const file of packed.files) {
      const text = await readFile(join(packed.source, file), 'utf8');
      for (const path of [ROOT, packed.source]) assert.ok(!text.includes(path), `${file} names ${path}`);
    }
  });

  installedTest('installs in an empty folder and builds its native parts there, without leftovers', async (project) => {
    assert.doesNotMatch(project.said, /not built/);
    const release = await readdir(join(project.package, 'native/build/Release'));
    assert.ok(release.includes('vmlab.node') && release.includes('vmlab-agent'));
    assert.deepEqual((await readdir(join(project.package, 'native'))).sort(), [
      ...['README.md', 'binding.gyp', 'build', 'install.mjs', 'src'],
    ]);
  });

  installedTest('is imported and run by a script in JavaScript', async (project) => {
    await writeFile(join(project.directory, 'run.mjs'), JAVASCRIPT);
    assert.match(await inProject(project, 'node', 'run.mjs'), /^v\d+\S+ 2 steps, \S/m);
  });

  installedTest('is imported and run by a script in TypeScript', async (project) => {
    await writeFile(join(project.directory, 'run.mts'), TYPESCRIPT);
    const said = await inProject(project, 'npx', 'tsx', 'run.mts');
    assert.match(said, /^2 of 2$/m);
    assert.match(said, /^v\d+\S+ 2 steps, cpu/m);
  });

  installedTest('has types that a strict compiler takes', async (project) => {
    await writeFile(join(project.directory, 'typed.mts'), TYPESCRIPT);
    const compilerOptions = {
      ...{ strict: true, noEmit: true, module: 'nodenext', target: 'es2022', lib: ['es2023', 'esnext.disposable'] },
      ...{ types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')], skipLibCheck: false },
    };
    await writeFile(
      join(project.directory, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['typed.mts'] }),
    );
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { exitCode, all } = await run('node', [tsc, '-p', '.'], { cwd: project.directory, reject: false });
    assert.equal(exitCode, 0, all);
  });

  installedTest('brings its shell, and examples that run where they are', async (project) => {
    assert.equal(await inProject(project, 'npx', 'vmlab-repl', '-e', '1'), '');
    assert.equal(await inProject(project, 'npx', 'vmlab-repl', '-e', 'console.log(typeof replay.fromCsv)'), 'function');
    assert.equal(await inProject(project, 'npx', 'vmlab-repl', '--cleanup'), 'nothing was left behind');
    assert.match(await inProject(project, 'npx', 'tsx', 'node_modules/vmlab/examples/which-row.ts'), /core-s/);
  });

  installedTest('installs without a compiler, says why that is less, and reads recordings', async (_, context) => {
    const project = await unlessOffline(install(packed.tarball, join(directory.path, 'bare'), withoutCompiler));
    if (project instanceof NoRegistry) return context.skip(offline(project));
    assert.match(
      project.said,
      /native parts were not built[\s\S]*apt-get install g\+\+ make python3[\s\S]*reason was: .*\S/,
    );
    await writeFile(join(project.directory, 'read.mjs'), WITHOUT_NATIVE);
    const [read, refused = ''] = (await inProject(project, 'node', 'read.mjs')).split('\n');
    assert.equal(read, 'web-1 1');
    assert.match(refused, /^UnsupportedError UNSUPPORTED .*npm rebuild vmlab$/);
  });

  installedTest('takes a prebuild as it is, and needs no compiler then', async (project) => {
    const prebuilt = await projectWithPrebuild(project, withoutCompiler);
    assert.equal(prebuilt.said, '');
    assert.ok(!(await readdir(join(prebuilt.package, 'native'))).includes('build'));
    await writeFile(join(prebuilt.directory, 'run.mjs'), JAVASCRIPT);
    assert.match(await inProject(prebuilt, 'node', 'run.mjs'), /^v\d+\S+ 2 steps, \S/m);
  });

  for (const version of [22, 24])
    installedTest(`runs under Node ${version} with what this Node has built`, async (project, context) => {
      const node = await nodeOf(version);
      if (node instanceof NoRegistry) return context.skip(offline(node));
      await writeFile(join(project.directory, 'run.mjs'), JAVASCRIPT);
      assert.match(await inProject(project, node, 'run.mjs'), new RegExp(`^v${version}\\.\\S+ 2 steps, `, 'm'));
      assert.equal(await inProject(project, node, 'node_modules/.bin/vmlab-repl', '-e', 'console.log(1)'), '1');
    });

  installedTest(
    'builds under a Node that comes without headers, with those of node-api-headers',
    async (project, context) => {
      const node = await nodeOf(22);
      if (node instanceof NoRegistry) return context.skip(offline(node));
      const bare = await projectWithBareNode(project, node);
      assert.equal(bare.said, '');
      assert.match(await readFile(join(bare.package, 'native/build/config.gypi'), 'utf8'), /vmlab-headers-/);
      await writeFile(join(bare.directory, 'run.mjs'), JAVASCRIPT);
      assert.match(await inProject(bare, join(bare.directory, 'bin/node'), 'run.mjs'), /^v22\.\S+ 2 steps, /m);
    },
  );

  test('has left nothing on the machine', async () => {
    const { path } = directory;
    assert.deepEqual(
      appeared(found, await lookAtMachine([join(path, 'state')]), [NAME, 'vmlab-headers-', `${path}/state`]),
      [],
    );
  });

  /** The program of another Node, as npm has it. */
  async function nodeOf(version: number): Promise<string | NoRegistry> {
    const project = join(directory.path, `node-${version}`);
    const name = `node-linux-${process.arch}`;
    const installedAlready = await readdir(project).then(
      () => true,
      () => false,
    );
    const result = installedAlready || (await unlessOffline(install(`${name}@${version}`, project)));
    return result instanceof NoRegistry ? result : join(project, 'node_modules', name, 'bin/node');
  }
});

const unlessOffline = (installing: Promise<Installed>): Promise<Installed | NoRegistry> =>
  installing.catch((error) => (error instanceof NoRegistry ? error : Promise.reject(error)));

const offline = ({ message }: NoRegistry): string =>
  `the registry cannot be reached: ${message.trim().split('\n').at(-1)}`;
