import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { AgentProcess, agent, runPlan, skip, steps, sum } from './agent-process.ts';

test('a plan runs to its end, with a line for each step', { skip }, async () => {
  const { lines, status } = await runPlan([], () => steps(['', '', ''], 0.02));
  assert.deepEqual(
    lines.map((line) => line.type),
    ['ready', 'step', 'step', 'step', 'end'],
  );
  assert.deepEqual(
    lines.filter((line) => line.type === 'step').map((line) => line.index),
    [0, 1, 2],
  );
  assert.equal(status, 0);
});

test('what a step does not name is left alone', { skip }, async () => {
  const { lines } = await runPlan([], () => steps(['', ''], 0.05));
  for (const key of ['memory_bytes', 'read_bytes', 'write_bytes', 'tx_bytes']) assert.equal(sum(lines, key), 0);
  assert.ok(sum(lines, 'cpu_ns') < 5e6, 'threads that wait use next to nothing');
});

test('a step whose line comes after its start is late by as much', { skip }, async () => {
  const now = process.hrtime.bigint();
  const { lines } = await runPlan([], () => `step 0 ${now - 1_000_000_000n} ${now + 1_000_000_000n}\n`);
  const late = Number(lines.find((line) => line.type === 'step')?.late_ns);
  assert.ok(late >= 1e9 && late < 2e9, `late by ${late} ns`);
});

const badLines = [
  { line: 'stop', expected: /expected 'step' or 'end', got 'stop'/ },
  { line: 'step 1 5 5', expected: /end after the start/ },
  { line: 'step x 5 6', expected: /not negative, got 'x'/ },
  { line: 'step 1 5 6 cpu=-1', expected: /not negative, got '-1'/ },
  { line: 'step 1 5 6 cpu=nan', expected: /got 'nan'/ },
  { line: 'step 1 5 6 read=1.5', expected: /got '1.5'/ },
  { line: 'step 1 5 6 rx=1', expected: /expected cpu, memory, read, write or tx, got 'rx'/ },
  { line: 'step 1 5 6 cpu', expected: /key=value, got 'cpu'/ },
];
for (const { line, expected } of badLines) {
  test(`the plan line "${line}" is refused, and the step after it still runs`, { skip }, async () => {
    const { lines, status } = await runPlan([], () => `${line}\n${steps([''], 0.01)}`);
    assert.match(String(lines.find(({ type }) => type === 'error')?.message), expected);
    assert.equal(lines.filter(({ type }) => type === 'step').length, 1);
    assert.equal(status, 0);
  });
}

test('lines that nobody reads are dropped and counted, and hold up no step', { skip }, async () => {
  const count = 30_000;
  const running = new AgentProcess(['load']);
  await running.line('ready');
  running.child.stdout.pause();
  running.send(Array.from({ length: count }, (_, index) => `step ${index} ${index + 1} ${index + 2}\n`).join(''));
  await delay(1500);
  running.child.stdout.resume();
  running.send('step 1 1 2\nend\n');
  const { lines } = await running.ended();
  const told = lines.filter(({ type }) => type === 'step').length;
  const dropped = lines.reduce((total, line) => total + (line.type === 'dropped' ? Number(line.lines) : 0), 0);
  assert.ok(told > 1000 && told <= count + 1);
  assert.ok(told + dropped >= count, `${told} told and ${dropped} dropped of ${count}`);
});

for (const pace of ['own', 'group']) {
  test(`CPU comes out at its target, paced by ${pace}`, { skip }, async () => {
    const { lines } = await runPlan(['--cpu-pace', pace], () => steps(['cpu=0.2', 'cpu=0.1', 'cpu=0.3'], 0.2));
    const seconds = sum(lines, 'cpu_ns') / 1e9;
    assert.ok(seconds > 0.02 && seconds < 0.15, `${seconds} s of 0.12 s`);
  });
}

test('memory follows its target up and down', { skip }, async () => {
  const running = new AgentProcess(['load']);
  const { pid } = await running.line('ready');
  running.send(steps(['memory=67108864', 'memory=16777216'], 3));
  for (const target of [67108864, 16777216]) {
    const near = () => Math.abs(anonymous(Number(pid)) - target) < 4 << 20;
    for (let waited = 0; waited < 600 && !near(); waited++) await delay(10);
    assert.ok(near(), `held ${anonymous(Number(pid))} of ${target}`);
  }
  running.closeInput();
  await running.ended();
});

test('the disk moves exactly the bytes asked, by the kernel’s count', { skip }, async (t) => {
  await using folder = temporaryFolder();
  const running = new AgentProcess(['load', '--disk', join(folder.path, 'disk'), '--disk-size', '4194304']);
  const { pid } = await running.line('ready');
  const refusal = running.lines.find(({ type }) => type === 'error');
  if (refusal !== undefined) {
    running.closeInput();
    t.skip(`no O_DIRECT here: ${refusal.message}`);
    return;
  }
  const before = storage(Number(pid));
  running.send(`${steps(['read=1000000 write=300000', 'read=48576 write=748576', ''], 0.3)}`);
  while (running.lines.filter(({ type }) => type === 'step').length < 3) await delay(5);
  const after = storage(Number(pid));
  running.closeInput();
  await running.ended();
  assert.equal(sum(running.lines, 'read_bytes'), 1048576);
  assert.equal(sum(running.lines, 'write_bytes'), 1048576);
  // The kernel counts the program's own pages too, where they are read only now.
  const more = after.read - before.read - 1048576;
  assert.ok(more >= 0 && more <= 65536, `${more} bytes more than asked were read`);
  assert.equal(after.write - before.write, 1048576);
});

test('a file that holds data is not written over, unless that is said', { skip }, async () => {
  await using folder = temporaryFolder();
  const path = join(folder.path, 'precious');
  writeFileSync(path, 'precious');
  const { lines, status } = await runPlan(['--disk', path, '--disk-size', '65536'], () => steps(['write=65536'], 0.05));
  assert.match(String(lines.find(({ type }) => type === 'error')?.message), /holds data already|without O_DIRECT/);
  assert.equal(readFileSync(path, 'utf8'), 'precious');
  assert.equal(status, 0);
});

test('UDP sends exactly the bytes asked, headers included', { skip }, async () => {
  const { createSocket } = await import('node:dgram');
  const receiver = createSocket('udp4');
  let received = 0;
  receiver.on('message', (message) => {
    received += message.length + 42;
  });
  await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve));
  const port = String(receiver.address().port);
  const { lines } = await runPlan(['--network', '127.0.0.1', '--port', port], () =>
    steps(['tx=42', 'tx=100000', 'tx=30001', ''], 0.2),
  );
  await delay(50);
  receiver.close();
  assert.equal(sum(lines, 'tx_bytes'), 130043);
  assert.equal(received, 130043);
});

test('UDP goes on when nobody listens', { skip }, async () => {
  const { lines } = await runPlan(['--network', '127.0.0.1', '--port', '9'], () =>
    steps(['tx=20000', 'tx=20000', ''], 0.1),
  );
  assert.equal(lines.filter(({ type }) => type === 'error').length, 0);
  assert.equal(sum(lines, 'tx_bytes'), 40000);
});

for (const protocol of ['udp', 'tcp']) {
  test(`a ${protocol} sink takes what a sender sends, and ends with its input`, { skip }, async () => {
    const sink = new AgentProcess(['sink', '--protocol', protocol, '--address', '127.0.0.1']);
    const port = String((await sink.line('listening')).port);
    const args = ['--network', '127.0.0.1', '--port', port, '--protocol', protocol];
    const { lines } = await runPlan(args, () => steps(['tx=300000', 'tx=1000000', ''], 0.2));
    sink.closeInput();
    assert.equal((await sink.ended()).status, 0);
    assert.deepEqual(
      lines.filter(({ type }) => type === 'error'),
      [],
    );
    const bytes = sum(lines, 'tx_bytes');
    assert.ok(bytes > 1_290_000 && bytes <= 1_300_000, `${bytes}`);
  });
}

test('a load that cannot start is told of, and the others run', { skip }, async () => {
  const args = ['--network', '127.0.0.1', '--port', '1', '--protocol', 'tcp'];
  const { lines } = await runPlan(args, () => steps(['tx=1000 cpu=0.2'], 0.2));
  const error = lines.find(({ type }) => type === 'error');
  assert.equal(error?.load, 'network');
  assert.equal(error?.operation, 'connect');
  assert.equal(error?.errno, 'ECONNREFUSED');
  assert.ok(sum(lines, 'cpu_ns') > 1e7);
});

const endings: { name: string; end: (running: AgentProcess) => void }[] = [
  { name: 'the end of its input', end: (running) => running.closeInput() },
  { name: 'SIGTERM', end: (running) => running.child.kill('SIGTERM') },
];
for (const { name, end } of endings) {
  test(`it ends at once on ${name}, however busy`, { skip }, async () => {
    const running = new AgentProcess(['load']);
    await running.line('ready');
    running.send(steps(['cpu=2 memory=33554432'], 60));
    await delay(200);
    const asked = performance.now();
    end(running);
    const { status } = await running.ended();
    assert.equal(status, 0);
    assert.ok(performance.now() - asked < 5000);
  });
}

test('it dies with its parent', { skip }, async () => {
  const script = `const child = require('child_process').spawn(${JSON.stringify(agent)}, ['load'], { stdio: ['pipe', 'pipe', 2] });
    child.stdout.once('data', () => console.log(child.pid)); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['-e', script]);
  const pid = Number(String((await once(parent.stdout, 'data'))[0]));
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  for (let waited = 0; waited < 5000 && isAlive(pid); waited += 10) await delay(10);
  assert.equal(isAlive(pid), false);
});

const refusals = [
  { args: ['load', '--parent', '1'], status: 1, message: /parent process has ended/ },
  { args: ['load', '--join', '/nowhere/cgroup.procs'], status: 1, message: /cannot open \/nowhere/ },
  { args: ['load', '--cpu'], status: 2, message: /unknown argument --cpu/ },
  { args: ['load', '--burners', 'many'], status: 2, message: /--burners needs a whole number, got many/ },
  { args: ['dance'], status: 2, message: /usage/ },
  { args: ['exec', '--', '/nowhere/program'], status: 127, message: /cannot run \/nowhere\/program: No such file/ },
  { args: ['exec'], status: 126, message: /expected -- PROGRAM/ },
];
for (const { args, status, message } of refusals) {
  test(`"vmlab-agent ${args.join(' ')}" ends with ${status} and says why`, { skip }, async () => {
    const ended = await new AgentProcess(args).ended();
    assert.equal(ended.status, status);
    assert.match(ended.stderr, message);
  });
}

test('exec joins the groups, then becomes the program', { skip }, async () => {
  await using folder = temporaryFolder();
  const group = join(folder.path, 'cgroup.procs');
  const program = join(folder.path, 'program');
  writeFileSync(group, '');
  writeFileSync(program, '#!/bin/sh\necho "{\\"type\\":\\"$1\\"}"\nexit 7\n');
  chmodSync(program, 0o755);
  const { lines, status } = await new AgentProcess(['exec', '--join', group, '--', program, 'hello']).ended();
  assert.equal(readFileSync(group, 'utf8'), '0');
  assert.deepEqual(lines, [{ type: 'hello' }]);
  assert.equal(status, 7);
});

test('the process and its control thread each join their groups before it is ready', { skip }, async () => {
  await using folder = temporaryFolder();
  const files = ['cgroup.procs', 'tasks'].map((name) => join(folder.path, name));
  for (const file of files) writeFileSync(file, '');
  const [group = '', tasks = ''] = files;
  await runPlan(['--join', group, '--control-join', tasks], () => '');
  assert.deepEqual(
    files.map((file) => readFileSync(file, 'utf8')),
    ['0', '0'],
  );
});

function anonymous(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

function storage(pid: number): { read: number; write: number } {
  const counters = readFileSync(`/proc/${pid}/io`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(counters)?.[1]);
  return { read: of('read_bytes'), write: of('write_bytes') };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function temporaryFolder(): AsyncDisposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'vmlab-agent-'));
  return { path, [Symbol.asyncDispose]: async () => rmSync(path, { recursive: true }) };
}
