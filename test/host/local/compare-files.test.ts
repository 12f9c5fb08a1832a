import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareFiles } from '../../../lib/host/local/compare-files.ts';
import { temporaryDirectory } from '../../support/scripts.ts';

async function compared(one: Uint8Array, other: Uint8Array, piece: number) {
  await using directory = await temporaryDirectory();
  const paths = [join(directory.path, 'one'), join(directory.path, 'other')] as const;
  await Promise.all([writeFile(paths[0], one), writeFile(paths[1], other)]);
  return compareFiles(paths, piece);
}

test('files that are the same have no piece that differs', async () => {
  const bytes = Buffer.alloc(3_000_000, 'abc');
  assert.deepEqual(await compared(bytes, bytes, 4096), { pieces: 733, differing: 0, first: [] });
});

test('each piece that differs is counted once, and found where it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 999 }), { maxLength: 12 }), async (pieces) => {
      const one = Buffer.alloc(1000 * 64, 7);
      const other = Buffer.from(one);
      for (const piece of pieces) other.fill(8, piece * 64 + 3, piece * 64 + 60);
      const first = pieces.sort((a, b) => a - b);
      assert.deepEqual(await compared(one, other, 64), { pieces: 1000, differing: pieces.length, first });
    }),
    { numRuns: 15 },
  );
});

test('what a shorter file lacks differs', async () => {
  assert.deepEqual(await compared(Buffer.alloc(100), Buffer.alloc(260), 64), {
    pieces: 5,
    differing: 4,
    first: [1, 2, 3, 4],
  });
});

test('a file that is not there is told by its name', async () => {
  await assert.rejects(compareFiles(['/nowhere/a', '/nowhere/b'], 64), /open \/nowhere\/a failed: .*ENOENT/);
});
