import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HostError, InputError, RunError } from '../../lib/core/errors.ts';
import { migmon, replay, sched } from '../../lib/index.ts';
import { lab } from '../../lib/lab/lab.ts';
import { Latency } from '../../lib/migmon/latency.ts';
import { print } from '../../lib/repl/print/print.ts';
import { fidelityOf } from '../../lib/replay/fidelity.ts';
import { chart } from '../../lib/report/chart.ts';
import { reported } from '../../lib/report/reported.ts';
import { createTrace } from '../../lib/trace/trace.ts';

const { NaN: missing } = Number;
const trace = createTrace('web-1', {
  interval: Float64Array.of(1, 1, 2),
  cpu: Float64Array.of(1, missing, 0.5),
  read: Float64Array.of(2 ** 20, 0, 2 ** 20),
});
const recording = { host: { hostname: 'node1' }, traces: [trace, { ...trace, name: 'web-2' }] };
const series = { kind: 'series' as const, title: 'CPU', unit: 'cores', x: [1], lines: [{ name: 'a', values: [1] }] };
const text = { kind: 'text' as const, text: 'All went well.' };
const result = { ...reported({ figure: 1 }, () => ({ title: 'Run', sections: [text, series] })), save: () => {} };
const second = { rate: 5, toString: () => 'dirty-rate: 5 (MB/s)' };
const simulation = sched.simulate(recording, { policy: sched.equal(), predictor: sched.last(), capacity: { cpu: 4 } });
const noSuchFile = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });

/** What is printed, and what must be read there. */
const PRINTED: readonly { what: string; value: unknown; has: readonly (string | RegExp)[] }[] = [
  {
    what: 'a trace: a line a resource, with its total and a picture',
    value: trace,
    has: ['web-1, 4 s', /CPU .* 2 core-s .*█/, /disk read .* 2 MiB .*█/, 'next: chart(_)'],
  },
  {
    what: 'a recording: a table of its VMs',
    value: recording,
    has: ['host node1', /web-1 .*█/, /web-2 .*█/, 'next: chart(_)'],
  },
  { what: 'traces: the same', value: recording.traces, has: [/web-1 .*█/, /web-2 .*█/] },
  {
    what: 'a column: how many numbers, how they lie, and a picture',
    value: Float64Array.of(1, missing, 3, 8),
    has: ['4 numbers', 'least 1, median 3, greatest 8', '1 not recorded', '▂ ▄█'],
  },
  { what: 'a column of nothing', value: Float64Array.of(missing), has: ['1 numbers, 1 not recorded'] },
  {
    what: 'a latency: percentiles and bars',
    value: new Latency(
      new Map([
        [500, 9],
        [2500, 1],
      ]),
      16e3,
      8e3,
    ),
    has: [/p50 .*p99\.9 .*maximum/, /│█+/],
  },
  {
    what: 'a fidelity: a table',
    value: fidelityOf(trace, trace, { cpu: 'cpuacct.usage' }),
    has: ['Fidelity of web-1', /cpu +2 core-s +2 core-s +0 +0/, 'cpu: cpuacct.usage.'],
  },
  {
    what: 'a result: its figures, and what draws and keeps it',
    value: result,
    has: ['Run\n\nAll went well.', 'next: chart(_)  _.save(directory)'],
  },
  { what: 'a simulation: its tables', value: simulation, has: ["Jain's index of satisfaction", /CPU +\d/] },
  {
    what: 'a builder: what it was told, in units, and what to call next',
    value: migmon.dirty({ size: '64M', rate: '50M' }).for('1min'),
    has: [/^DirtyMemory\n/, /size +64 MiB/, /rate +50 MiB\/s/, /for +1 min 0 s/, 'next: .run()  .watch()'],
  },
  {
    what: 'a replay: its file and its row',
    value: replay.fromCsv('record.csv').row(1).slice(0, 3),
    has: [/file +record\.csv/, /row +1/, /shapes +\{ kind: 'slice'/, 'next: .plan()  .run()  .watch()'],
  },
  { what: 'a source without an address: that it needs one', value: migmon.precopy(), has: ['next: .to(host)'] },
  { what: 'a VM: its name and state', value: lab.vm('vm1'), has: [/^VM\n/, /name +vm1/, /open +false/] },
  { what: 'a policy: its name', value: sched.rescoin({ window: 10 }), has: ['policy rescoin(10)', 'sched.simulate('] },
  { what: 'a predictor: its name', value: sched.last(), has: ['predictor last', 'sched.backtest('] },
  { what: 'a second of a run: its line', value: second, has: [/^dirty-rate: 5 \(MB\/s\)$/] },
  { what: 'seconds of a run: a line each', value: [second, second], has: [/^(dirty-rate: 5 \(MB\/s\)\n?){2}$/] },
  { what: 'a room of the API: what there is to call', value: migmon, has: [/^source\(\) precopy\(\)/] },
  { what: 'a room within a room', value: sched, has: ['load.sine()'] },
  {
    what: 'what a program said: as it said it',
    value: { exitCode: 2, stdout: 'one\ntwo\n', stderr: 'oh\n' },
    has: [/^one\ntwo\noh\nexit code 2$/],
  },
  {
    what: 'an effect that stands: how to put it back',
    value: { value: undefined, undo: async () => ({}), [Symbol.asyncDispose]: async () => {} },
    has: [/^done; \.journal names it, _\.undo\(\) puts it back$/],
  },
  {
    what: 'what undoing came to: in words',
    value: [{ action: { kind: 'restore-file', path: '/x/cpu.max', value: 'max', wrote: '5' }, left: 'it is 7 now' }],
    has: [/^left alone: .*: it is 7 now$/],
  },
  { what: 'a chart: as it is', value: chart(trace), has: ['CPU (cores)\n'] },
  { what: 'a word: quoted', value: 'abc', has: [/^'abc'$/] },
  {
    what: 'an error: one sentence with its code',
    value: new InputError({ file: 'r.csv', line: 7, expected: 'a number', received: 'x' }),
    has: [/^r\.csv:7: expected a number, got 'x' \(BAD_INPUT\)$/],
  },
  {
    what: 'an error of the host: its cause is in its sentence',
    value: new HostError({ host: 'local:', operation: 'read', target: '/x', errno: 'ENOENT' }, { cause: noSuchFile }),
    has: [/^read \/x failed: no such file or directory \(ENOENT\) \(HOST\)$/],
  },
  {
    what: 'an error of a run: why, and that it has a result',
    value: new RunError('CORRUPTED', 'page 7 is corrupt', { result: {}, cause: new Error('bit flip') }),
    has: [/^page 7 is corrupt \(CORRUPTED\)\nbecause: bit flip\nWhat was measured until then is its \.result\.$/],
  },
  { what: 'what is not of vmlab: as Node prints it', value: { a: [1] }, has: [/^\{ a: \[ 1 \] \}$/] },
];

describe('printed at the shell', () => {
  for (const { what, value, has } of PRINTED)
    test(what, () => {
      const printed = print(value);
      for (const part of has)
        assert.ok(typeof part === 'string' ? printed.includes(part) : part.test(printed), `${part} in:\n${printed}`);
    });

  test('nothing is wider than the screen, and without colours there are none', () => {
    for (const { what, value } of PRINTED)
      for (const line of print(value, { width: 80 }).split('\n')) {
        assert.ok([...line].length <= 80, `${what}: ${line}`);
        assert.ok(!line.includes('\u001b'), what);
      }
  });

  test('with colours a trace has them', () => assert.ok(print(trace, { colors: true }).includes('\u001b[')));

  test('every result and builder has a text of its own', () => {
    const texts = [
      result,
      simulation,
      migmon.dirty(),
      replay.fromCsv('r.csv'),
      lab,
      lab.vm('vm1'),
      migmon.echoServer(),
    ];
    for (const value of texts) assert.doesNotMatch(String(value), /^\[object/);
  });
});
