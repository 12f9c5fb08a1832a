/** vmlab-agent where no pipe leads to: its orders are files. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { agent, type Line, skip, steps } from './agent-process.ts';

test('orders come in files, and each is gone once it was read', { skip }, async (t) => {
  const box = await inbox(t);
  box.order(steps(['', ''], 0.02));
  box.order('end\n');
  await box.says('end');
  assert.deepEqual(
    box.lines().map(({ type }) => type),
    ['ready', 'step', 'step', 'end'],
  );
  assert.deepEqual(readdirSync(box.directory), ['output']);
  box.order('');
  await box.isGone();
});

test('a file is read when it has its name: one in the making is not a number', { skip }, async (t) => {
  const box = await inbox(t);
  const path = join(box.directory, '.half');
  writeFileSync(path, 'clock\n');
  await delay(50);
  assert.deepEqual(
    box.lines().map(({ type }) => type),
    ['ready'],
  );
  renameSync(path, join(box.directory, '7'));
  await box.says('clock');
});

test('its clock is between the question and the answer', { skip }, async (t) => {
  const box = await inbox(t);
  const asked = process.hrtime.bigint();
  box.order('clock\n');
  const at = BigInt((await box.says('clock')).at_ns!);
  assert.ok(at >= asked && at <= process.hrtime.bigint());
});

test('a step is changed before it begins, and while it lasts', { skip }, async (t) => {
  const box = await inbox(t, '--burners', '1');
  const now = process.hrtime.bigint() + 100_000_000n;
  const at = (ms: number) => now + BigInt(ms) * 1_000_000n;
  box.order(`step 0 ${at(0)} ${at(400)} cpu=0.4\nstep 1 ${at(400)} ${at(800)} cpu=0.4\nadjust 1 cpu=0\nend\n`);
  await delay(300);
  box.order('adjust 0 cpu=0\n');
  await box.says('end');
  const [first, second] = box.lines().filter(({ type }) => type === 'step') as [Line, Line];
  assert.ok(Number(first.cpu_ns) > 10e6 && Number(first.cpu_ns) < 150e6, `0.4 cores for a while: ${first.cpu_ns} ns`);
  assert.ok(Number(second.cpu_ns) < 40e6, `nothing: ${second.cpu_ns} ns`);
});

test('an adjustment that cannot be read is told', { skip }, async (t) => {
  const box = await inbox(t);
  box.order('adjust 1 memory=5\n');
  assert.match(String((await box.says('error')).message), /expected adjust INDEX cpu=CORES/);
});

test('nobody who writes any more: it ends by itself, and leaves nothing', { skip }, async (t) => {
  const box = await inbox(t, '--patience', '1');
  await box.isGone();
});

test('a line without words keeps it', { skip }, async (t) => {
  const box = await inbox(t, '--patience', '1');
  for (let time = 0; time < 4; time++) {
    await delay(400);
    box.order('\n');
  }
  assert.ok(existsSync(box.directory));
});

test('a directory that is there already is refused', { skip }, async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'vmlab-inbox-'));
  t.after(() => rmSync(directory, { recursive: true }));
  await assert.rejects(promisify(execFile)(agent!, ['load', '--inbox', directory]), /cannot make .*: File exists/);
});

test('a disk file has no name once it is written', { skip }, async (t) => {
  const file = join('/var/tmp', `vmlab-test-${process.pid}.disk`);
  t.after(() => rmSync(file, { force: true }));
  const box = await inbox(t, '--disk', file, '--disk-size', '65536', '--disk-unlink');
  const now = process.hrtime.bigint();
  box.order(`step 0 ${now} ${now + 300_000_000n} write=65536\nend\n`);
  await box.says('end');
  assert.equal(box.lines().find(({ type }) => type === 'step')?.write_bytes, 65536);
  assert.ok(!existsSync(file));
});

/** Ended by the test's end, whatever way. */
async function inbox(t: TestContext, ...words: string[]) {
  const parent = mkdtempSync(join(tmpdir(), 'vmlab-inbox-'));
  const directory = join(parent, 'box');
  const { stdout } = await promisify(execFile)(agent!, ['load', '--inbox', directory, ...words]);
  const { type, pid } = JSON.parse(stdout);
  assert.equal(type, 'detached');
  let [written, seen] = [0, [] as Line[]];
  const order = (text: string) => writeFileSync(join(directory, String(written++)), text);
  const lines = (): Line[] => {
    if (existsSync(join(directory, 'output')))
      seen = readFileSync(join(directory, 'output'), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
    return seen;
  };
  const until = async <Value>(what: string, look: () => Value | undefined | false): Promise<Value> => {
    for (let waited = 0; waited < 10_000; waited += 10) {
      const found = look();
      if (found) return found;
      await delay(10);
    }
    throw new Error(`${what}: not in 10 s; it said ${JSON.stringify(seen)}`);
  };
  const says = (name: string) => until(name, () => lines().find((line) => line.type === name));
  const isGone = () => until('gone', () => !existsSync(directory) && !existsSync(`/proc/${pid}/exe`));
  t.after(async () => {
    if (existsSync(directory)) order('');
    await isGone();
    rmSync(parent, { recursive: true });
  });
  await says('ready');
  return { directory, order, lines, says, isGone };
}
