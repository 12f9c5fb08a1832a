import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunError } from '../../../lib/core/errors.ts';
import { inWorkers } from '../../../lib/host/local/worker-pool.ts';

const module = new URL('./worker-tasks.ts', import.meta.url).href;

test('results come in the order of the tasks, and as they are done', async () => {
  const done: number[] = [];
  const work = { module, export: 'scaled', shared: 10 };
  const results = await inWorkers(work, [3, 1, 2], { onDone: (_: number, task) => done.push(task) });
  assert.deepEqual(results, [30, 10, 20]);
  assert.deepEqual(done.sort(), [0, 1, 2]);
});

test('no tasks need no workers', async () => {
  assert.deepEqual(await inWorkers({ module, export: 'scaled', shared: 10 }, []), []);
});

test('a task that fails, and one that ends its worker, reject with its number', async () => {
  const cases: [string, RegExp][] = [
    ['failing', /task 1 is bad/],
    ['exiting', /exit code 3/],
    ['absent', /is not a function/],
  ];
  for (const [name, message] of cases)
    await assert.rejects(inWorkers({ module, export: name, shared: 0 }, [1], { workers: 1 }), (error) => {
      assert.ok(error instanceof RunError);
      assert.match(error.message, message);
      assert.equal(error.result, 0);
      return true;
    });
  await assert.rejects(inWorkers({ module: 'file:///nowhere.js', export: 'x', shared: 0 }, [1]), /nowhere/);
});

test('an abort ends workers in the middle of their tasks', async () => {
  const controller = new AbortController();
  const run = inWorkers({ module, export: 'endless', shared: 0 }, [1, 2], { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 20);
  await assert.rejects(run, /enough/);
  await assert.rejects(
    inWorkers({ module, export: 'endless', shared: 0 }, [1], { signal: controller.signal }),
    /enough/,
  );
});
