import { createInk } from '../../report/terminal/ink.ts';

const TASKS: readonly (readonly [string, string])[] = [
  ['replay a recording', "replay.fromCsv('record.csv').row(1).fit().run()"],
  ['… see what it would do', "replay.fromCsv('record.csv').row(1).plan()"],
  ['have a VM, as variable vm1', "lab.vm('vm1').open()"],
  ['… domains of libvirt', "node = lab.open('qemu:///system')"],
  ['limit a VM', 'vm1.cgroup.cpu.quota(1.5)'],
  ['run a program in it', "vm1.exec(['nproc'])"],
  ['dirty memory, as a guest does', "migmon.dirty({ size: '256M' }).for('5s').run()"],
  ['emulate a migration', '.doc migmon.precopy'],
  ['see how long a guest is gone', "migmon.downtime('192.0.2.7').run()"],
  ['compare schedulers', '.doc sched.simulate'],
  ['repeat, with statistics', '.doc experiment'],
];

const WAYS = `Promises are awaited; Ctrl-C ends what runs; Tab completes. Builders do nothing
until run(), watch(), plan(), open(). Leaving (Ctrl-D) puts all back as it was.`;

/** Node's words for its own are longer. */
const NODES: Readonly<Record<string, string>> = {
  break: 'Leave an unfinished line',
  clear: 'The same',
  editor: 'Write several lines',
  exit: 'Leave',
};

/** What `.help` says, on one page: first what can be done here, then the commands. @param commands by name, each with its words */
export function helpText(commands: Readonly<Record<string, string | undefined>>, color: boolean): string {
  const ink = createInk(color);
  return [
    ink('To …', 'title'),
    ...TASKS.map(([task, line]) => `  ${task.padEnd(31)}${ink(line, 'title')}`),
    WAYS,
    ink('Commands', 'title'),
    ...inTwoColumns(Object.entries({ ...commands, ...NODES }).toSorted(([one], [other]) => (one < other ? -1 : 1))),
  ].join('\n');
}

const COLUMN = 38;

function inTwoColumns(commands: readonly (readonly [string, string | undefined])[]): string[] {
  const texts = commands.map(([name, help = '']) => `  ${`.${name}`.padEnd(10)}${help}`);
  const half = Math.ceil(texts.length / 2);
  return texts.slice(0, half).map((text, at) => `${text.padEnd(COLUMN)}${texts[half + at] ?? ''}`.trimEnd());
}
