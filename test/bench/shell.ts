// How long a start takes, beside node's: of one line of code, and until the prompt is there, with 50 VMs open on the machine.
// What is measured is dist/, so build first: npm run build
import { spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { execa } from 'execa';
import { percentile } from '../../lib/stats/percentile.ts';

const PROGRAM = new URL('../../dist/repl/main.js', import.meta.url).pathname;
const INDEX = new URL('../../dist/index.js', import.meta.url).href;
const TIMES = 15;
const VMS = 50;

export async function benchShell(): Promise<void> {
  await access(PROGRAM).catch(() => Promise.reject(new Error('there is no dist/: npm run build')));
  const state = await mkdtemp(join(tmpdir(), 'vmlab-bench-'));
  const env = { ...process.env, VMLAB_STATE: state };
  try {
    await tellStart(env);
    await using _ = await holdVms(env);
    await tellPrompt(env);
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}

/** In turns: what else the machine does meets both. */
async function tellStart(env: NodeJS.ProcessEnv): Promise<void> {
  const [node, ours]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    node.push(await timeOf(() => execa('node', ['-e', '1'], { env })));
    ours.push(await timeOf(() => execa('node', [PROGRAM, '-e', '1'], { env })));
  }
  const [base, found] = [median(node), median(ours)];
  const bar = 1.5 * base + 150;
  console.log(`  node -e 1: ${base.toFixed(0)} ms; vmlab-repl -e 1: ${found.toFixed(0)} ms; bar ${bar.toFixed(0)} ms`);
}

async function tellPrompt(env: NodeJS.ProcessEnv): Promise<void> {
  const [node, ours]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    node.push(await untilSaid(['-i'], '> ', env));
    ours.push(await untilSaid([PROGRAM], 'vmlab> ', env));
  }
  console.log(
    `  prompt with ${VMS} VMs open: node ${median(node).toFixed(0)} ms, vmlab-repl ${median(ours).toFixed(0)} ms; bar 400 ms`,
  );
}

const median = (values: readonly number[]): number => percentile(values, 50);

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** On a terminal of its own, as a shell is: `script` makes it. */
async function untilSaid(words: readonly string[], text: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = spawn('script', ['-qec', ['node', ...words].join(' '), '/dev/null'], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let said = '';
  const took = await new Promise<number>((resolve) =>
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes(text)) resolve(performance.now() - start);
    }),
  );
  child.stdin.end('.exit\n');
  await new Promise((resolve) => child.once('close', resolve));
  return took;
}

/** Another process has them: their journal and their names are what a start meets. */
async function holdVms(env: NodeJS.ProcessEnv): Promise<AsyncDisposable> {
  const open = `
    import { lab } from '${INDEX}';
    for (let i = 0; i < ${VMS}; i++) await lab.vm('bench-shell-' + i).open();
    console.log('open');
    process.stdin.resume().on('end', () => lab.close());`;
  const child = spawn('node', ['--input-type=module', '-e', open], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await new Promise((resolve) => child.once('close', resolve));
    },
  };
}
