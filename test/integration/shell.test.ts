/** The shell as someone lives in it: on a terminal, with keys. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { appeared, lookAtMachine, type Machine } from '../support/machine.ts';
import { LIB, temporaryDirectory } from '../support/scripts.ts';
import { domainXml, missingLibvirtd, startLibvirtd } from './support/libvirtd.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

const NAME = `shell${process.pid}`;
const PROGRAM = [process.execPath, '--import', import.meta.resolve('tsx'), join(LIB, 'repl/main.ts')];

/** The last line, with nothing typed. */
const PROMPT = /\nvmlab>$/;

const isRoot = process.getuid?.() === 0;
const whyNoTerminal = (await execa('tmux', ['-V'], { reject: false })).failed && 'no tmux here to type at it with';
const whyNoSlice = whyNoTerminal || (!isRoot && 'only root can make the slice that is limited here');
const whyNoDomains = whyNoTerminal || missingLibvirtd();
const withTerminal = { skip: whyNoTerminal, timeout: 60_000 };
const withDomains = { skip: whyNoDomains, timeout: 60_000 };
const withSlice = { skip: whyNoSlice, timeout: 60_000 };

describe('the shell', { timeout: 240_000 }, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let found: Machine;
  const state = () => join(directory.path, 'state');

  before(async () => {
    found = await lookAtMachine();
    directory = await temporaryDirectory();
  });
  after(() => directory[Symbol.asyncDispose]());

  const open = async (...words: readonly string[]): Promise<Terminal> => {
    const terminal = await openTerminal([...PROGRAM, ...words].join(' '), { VMLAB_STATE: state(), NO_COLOR: '1' });
    await terminal.shows(/^vmlab>$/m);
    return terminal;
  };
  const leftBehind = async () => appeared(found, await lookAtMachine(), [NAME]);

  test('welcomes, and helps with tasks before commands', withTerminal, async () => {
    await using terminal = await open();
    await terminal.line('.help');
    await terminal.shows(/replay a recording[\s\S]*\.undo/);
    assert.match(await terminal.screen(), /^vmlab \d+\.\d+\.\d+ on Node/m);
    for (const line of (await terminal.screen()).split('\n')) assert.ok(line.length <= 80, line);
  });

  test('awaits, takes TypeScript and several lines, and goes on after errors', withTerminal, async () => {
    await using terminal = await open();
    await terminal.line('const one: number = await Promise.resolve(1)');
    await terminal.line('function twice(x: number) {');
    await terminal.line('return Promise.resolve(2 * x) }');
    await terminal.line('twice(one + 20)');
    await terminal.shows(/^42$/m);
    await terminal.line("lab.vm('no such name')");
    await terminal.shows(/^expected a VM name.*\(BAD_INPUT\)$/m);
    await terminal.line('nowhere');
    await terminal.shows(/^Uncaught ReferenceError: nowhere is not defined$/m);
    assert.doesNotMatch(await terminal.screen(), /^ {4}at /m);
  });

  test('completes what is typed', withTerminal, async () => {
    await using terminal = await open();
    await terminal.type('sched.simul');
    await terminal.press('Tab');
    await terminal.shows(/vmlab> sched\.simulate/);
  });

  for (const [title, line] of [
    ['a promise that never settles', "await new Promise(() => console.log('item'))"],
    ['a loop of waits', "for (console.log('item');;) await new Promise((resolve) => setTimeout(resolve, 5))"],
    ['a loop that never waits', "for (console.log('item');;);"],
    [
      'items without an end',
      "(async function* () { for (;;) { yield 'item'; await new Promise((go) => setTimeout(go, 50)) } })()",
    ],
  ] as const)
    test(`Ctrl-C takes the prompt back within a second from ${title}`, withTerminal, async () => {
      await using terminal = await open();
      await terminal.line(line);
      await terminal.shows(/^'?item'?$/m); // from here on it runs
      await sleep(100);
      await terminal.press('C-c');
      const took = await terminal.shows(PROMPT);
      assert.ok(took < 1000, `${took} ms`);
      await terminal.line('6 * 7');
      await terminal.shows(/^42$/m);
    });

  test('Ctrl-C ends a measurement, which gives what it has until then', withTerminal, async (context) => {
    await using terminal = await open();
    await terminal.line("const measured = migmon.dirty({ size: '1M' }).for('60s').run()");
    await sleep(1500);
    await terminal.press('C-c');
    const took = await terminal.shows(/\nvmlab>$|not supported/);
    if (/not supported/.test(await terminal.screen())) return context.skip('the native parts were not built');
    assert.ok(took < 1000, `${took} ms`);
    await terminal.line('measured.seconds.length > 0');
    await terminal.shows(/^true$/m);
  });

  test('a VM is a variable; what was set is told, undone, and saved as a script that runs', withSlice, async () => {
    const script = join(directory.path, 'saved.ts');
    await using terminal = await open();
    await terminal.line(`lab.vm('${NAME}').open()`);
    await terminal.shows(/^ *name +shell/m);
    await terminal.line(`${NAME}.cgroup.cpu.quota(0.5)`);
    await terminal.line(`const limit = ${NAME}.cgroup.cpu.quota()`);
    await terminal.line('limit');
    await terminal.shows(/^0\.5$/m);
    await terminal.line('mistake.made()');
    await terminal.line('.journal');
    await terminal.shows(new RegExp(`1 +${NAME} is open[\\s\\S]*2 +quota of ${NAME}: 0\\.5 cores, was none`));
    await terminal.line('.vms');
    await terminal.shows(new RegExp(`^${NAME} +running +0\\.5`, 'm'));
    await terminal.line('.undo');
    await terminal.shows(new RegExp(`undone: quota of ${NAME}: none again`));
    await terminal.line(`${NAME}.cgroup.cpu.quota()`);
    await terminal.shows(/^'?max'?$/m);
    await terminal.line(`.save ${script}`);
    await terminal.shows(/saved in/);
    await terminal.line('.exit');
    await terminal.shows(new RegExp(`undone: ${NAME} is closed`));
    await terminal.ended();
    const saved = await readFile(script, 'utf8');
    assert.match(
      saved,
      new RegExp(`^import \\{ lab \\} from 'vmlab';[\\s\\S]*^await ${NAME}\\.cgroup\\.cpu\\.quota\\(0\\.5\\);$`, 'm'),
    );
    assert.doesNotMatch(saved, /mistake/);
    const [node = '', ...words] = PROGRAM;
    const { stdout } = await execa(node, [...words, script], { env: { VMLAB_STATE: state() } });
    assert.equal(stdout, '0.5');
  });

  test('.top shows the use of VMs until q, which is not typed', withSlice, async () => {
    await using terminal = await open();
    await terminal.line(`lab.vm('${NAME}').open()`);
    await terminal.shows(/^ *name +shell/m);
    await terminal.line('.top');
    await terminal.shows(new RegExp(`CPU \\(cores\\)[\\s\\S]*^${NAME} +\\d`, 'm'));
    await terminal.press('q');
    await terminal.shows(PROMPT);
  });

  test(
    'domains of libvirt are variables while they are there; what was set on one is told, and undone at the end',
    withDomains,
    async () => {
      const [one, other] = [`one${process.pid}`, `other-${process.pid}`];
      await using libvirtd = await startLibvirtd();
      for (const name of [one, other]) await libvirtd.create(domainXml({ name }), 'paused');
      await using terminal = await open('--connect', `'${libvirtd.uri}'`);
      await terminal.shows(/^lab is qemu:\/\/\/system\S* with 2 VMs/m);
      await terminal.line(`${one}.info()`);
      await terminal.shows(/state: 'paused'/);
      await terminal.line(`${one}.cgroup.cpu.quota(0.5)`);
      await terminal.line('.journal');
      await terminal.shows(new RegExp(`^1 +quota of ${one} on qemu:///system\\S+ 0\\.5 cores, was none$`, 'm'));
      await terminal.line('.vms');
      await terminal.shows(new RegExp(`^${one} +paused +0\\.5[\\s\\S]*^${other} +paused +–`, 'm'));
      await terminal.line(one);
      await terminal.shows(new RegExp(`^ +name +${one}\n +uri +qemu:[\\s\\S]*^ +open +true$`, 'm'));
      await terminal.type('other_');
      await terminal.press('Tab');
      await terminal.shows(new RegExp(`vmlab> other_${process.pid}`));
      await terminal.press('C-u');
      await libvirtd.virsh('destroy', other);
      await terminal.line('.vms');
      await terminal.line(`typeof other_${process.pid}`);
      await terminal.shows(/^'undefined'$/m);
      await terminal.line('.exit');
      await terminal.shows(new RegExp(`^undone: quota of ${one} on qemu:///system\\S+ none again$`, 'm'));
      await terminal.ended();
      assert.match(await libvirtd.virsh('schedinfo', one), /global_quota *: (-1|\d{14,})$/m);
    },
  );

  test('what was typed is there again in the next session', withTerminal, async () => {
    {
      await using terminal = await open();
      await terminal.line("'typed before'");
      await terminal.shows(/^'typed before'$/m);
      await terminal.line('.exit');
      await terminal.ended();
    }
    await using terminal = await open();
    await terminal.press('Up', 'Up');
    await terminal.shows(/vmlab> 'typed before'/);
  });

  for (const [title, leave] of [
    ['three fast Ctrl-C', (terminal: Terminal) => terminal.press('C-c', 'C-c', 'C-c')],
    ['SIGTERM', async ({ pid }: Terminal) => void process.kill(pid, 'SIGTERM')],
    ['SIGHUP', async ({ pid }: Terminal) => void process.kill(pid, 'SIGHUP')],
    ['process.exit()', (terminal: Terminal) => terminal.line('process.exit()')],
  ] as const)
    test(`${title} leaves nothing behind`, withSlice, async () => {
      await using terminal = await open();
      await terminal.line(`lab.vm('${NAME}').open()`);
      await terminal.shows(/^ *name +shell/m);
      if (title !== 'process.exit()') await terminal.line(`${NAME}.exec(['sleep', '60'])`);
      await sleep(500);
      assert.notDeepEqual(await leftBehind(), []);
      await leave(terminal);
      if (title === 'three fast Ctrl-C') await terminal.press('C-d');
      await terminal.ended();
      assert.deepEqual(await leftBehind(), []);
    });
});
