import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layersOf } from '../../../lib/replay/guest/counters.ts';

const counter = (file: string, measuredBy: string) => ({ file, parse: Number, measuredBy });

test('several counters of one resource are layers, to be added up', () => {
  const [one, two] = ['a', 'b'].map((tap) =>
    counter(`/sys/class/net/${tap}/statistics/rx_bytes`, `rx_bytes of ${tap}`),
  );
  const layers = layersOf({ cpu: counter('/sys/fs/cgroup/x/cpu.stat', 'cpu.stat'), tx: [one!, two!] });
  assert.deepEqual(
    layers.map((layer) => Object.entries(layer).map(([name, { measuredBy }]) => `${name}: ${measuredBy}`)),
    [['cpu: cpu.stat', 'tx: rx_bytes of a'], ['tx: rx_bytes of b']],
  );
});

test("a process without a group is measured by its CPU clock, which is finer than the kernel's ticks", () => {
  const [first] = layersOf({ cpu: counter('/proc/42/stat', 'utime and stime of process 42') });
  assert.deepEqual([first?.cpu?.process, first?.cpu?.measuredBy], [42, 'CPU clock of process 42']);
});

test('what the counters of a process leave out is told with its figures', () => {
  const [first] = layersOf({ write: [counter('/proc/42/io', 'write_bytes of process 42')] });
  assert.match(first?.write?.measuredBy ?? '', /page cache of the host is not in it/);
});

test('a domain of which nothing is counted has one layer without counters', () => {
  assert.deepEqual(layersOf({}), [{}]);
});
