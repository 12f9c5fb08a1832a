import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { VmlabError } from '../../../lib/core/errors.ts';
import { machine } from '../../../lib/gather/collectors/machine/machine.ts';
import { gather } from '../../../lib/gather/gather.ts';
import { localHost } from '../../../lib/host/local/host.ts';
import { temporaryDirectory } from '../../support/scripts.ts';
import { fakeContext, startFake } from '../support/fake-collector.ts';

/** One of these, anywhere. */
const damage = fc.record({
  file: fc.constantFrom('gather.json', 'host/samples.jsonl', 'host/devices.json'),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  gone: fc.integer({ min: 0, max: 60 }),
  put: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('null', '{}', '[]', '-1', '"', '\n')),
});

test('a directory that was damaged anywhere is read as far as it can be, or refused with what is wrong', async (t) => {
  if (process.platform !== 'linux') return t.skip('there is no /proc');
  await using directory = await temporaryDirectory();
  const start = machine();
  const collector = {
    ...start,
    start: () => start.start(fakeContext({ host: localHost(), sections: ['cpu', 'disk', 'pressure'] })),
  };
  await using gathering = await startFake({ collectors: [collector] });
  await gathering.write(directory.path);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(damage, async ({ file, at, gone, put }) => {
      const path = join(directory.path, file);
      const whole = await readFile(path, 'utf8');
      const place = Math.floor(at * whole.length);
      await writeFile(path, whole.slice(0, place) + put + whole.slice(place + gone));
      try {
        const result = await gather.parse(directory.path);
        assert.ok(String(result).length > 0);
        JSON.stringify(result);
      } catch (error) {
        assert.ok(error instanceof VmlabError, `${error}`);
        refused++;
      } finally {
        await writeFile(path, whole);
      }
    }),
    { numRuns: 150 },
  );
  t.diagnostic(`${refused} of 150 were refused`);
});
