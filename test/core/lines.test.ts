import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linesOf } from '../../lib/core/lines.ts';

test('lines come as from a text that is split', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\n', '\r', 'a', 'é') }), (text) => {
      assert.deepEqual([...linesOf(text)], text.split('\n'));
    }),
  );
});
