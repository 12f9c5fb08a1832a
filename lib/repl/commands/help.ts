import { createInk } from '../../report/terminal/ink.ts';

const TASKS: readonly (readonly [string, string])[] = [
  ['replay a recording', "replay.fromCsv('record.csv').row(1).fit().run()"],
  ['… see what it would do', "replay.fromCsv('record.csv').row(1).plan()"],
  ['limit a VM', "lab.vm('vm1').open(), and it is vm1:"],
  ['', 'vm1.cgroup.cpu.quota(1.5)'],
  ['run a program in it', "vm1.exec(['nproc'])"],
  ['dirty memory, as a guest does', "migmon.dirty({ size: '256M' }).for('5s').run()"],
  ['emulate a migration', 'migmon.destination().listen(), then'],
  ['', "migmon.precopy().to('127.0.0.1').watch()"],
  ['see how long a guest is gone', "migmon.downtime('192.0.2.7').run()"],
  ['compare schedulers', '.doc sched.simulate'],
  ['repeat, with statistics', '.doc experiment'],
];

const WAYS = `Promises are awaited by themselves; Ctrl-C ends what runs; Tab completes.
A builder does nothing until run(), watch(), plan() or open().
Leaving (Ctrl-D) puts everything back as it was found.`;

/** What `.help` says: first what can be done here, then the commands. @param commands by name, each with its line */
export function helpText(commands: Readonly<Record<string, string | undefined>>, color: boolean): string {
  const ink = createInk(color);
  const words = Object.keys(commands).toSorted();
  const width = Math.max(...words.map((word) => word.length)) + 3;
  return [
    ink('To …', 'title'),
    ...TASKS.map(([task, line]) => `  ${task.padEnd(30)}${ink(line, 'title')}`),
    '',
    WAYS,
    '',
    ink('Commands', 'title'),
    ...words.map((word) => `  ${`.${word}`.padEnd(width)}${commands[word] ?? ''}`),
  ].join('\n');
}
