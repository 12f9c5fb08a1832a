import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { progressLine, progressText } from '../../lib/report/progress.ts';
import { widthOf } from '../../lib/report/terminal/cells.ts';

test('progress has a bar as long as what is done', () => {
  // At most 40 letters, or what the words leave: of 60 that are 60 - 48 - 2, and a quarter of those 2.
  const quarter = { done: 15, total: 60, step: 16, steps: 60 };
  assert.equal(progressText(quarter), 'step 16 of 60, 15 s of 1 min 0 s');
  assert.equal(
    progressLine(quarter, 100),
    `${'━'.repeat(10)}${'─'.repeat(30)}   25 %  step 16 of 60, 15 s of 1 min 0 s`,
  );
  assert.equal(
    progressLine({ ...quarter, note: 'cpu\n1.2' }, 60),
    '━━────────   25 %  step 16 of 60, 15 s of 1 min 0 s  cpu 1.2',
  );
});

test('before the start nothing is done, and at the end all', () => {
  assert.match(progressLine({ done: 0, total: 10, step: 1, steps: 10 }), /^─+ +0 % .* 0 s of 10 s$/);
  assert.match(progressLine({ done: 11, total: 10, step: 10, steps: 10 }), /^━+ +100 % /);
});

test('a progress line is never wider than the terminal', () => {
  const progress = fc.record({
    done: fc.double({ min: 0, max: 1e6, noNaN: true }),
    total: fc.double({ min: 0, max: 1e6, noNaN: true }),
    step: fc.nat(),
    steps: fc.nat(),
    note: fc.string({ unit: 'binary' }),
  });
  fc.assert(
    fc.property(progress, fc.integer({ min: 1, max: 200 }), (state, columns) => {
      const line = progressLine(state, columns);
      assert.ok(widthOf(line) <= columns);
      assert.doesNotMatch(line, /\p{Cc}/u);
    }),
  );
});
