/** An experiment that is killed goes on where it was; as any user. The long form is in test/soak. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertWhole, runUntil } from '../support/experiment-process.ts';
import { runScript, temporaryDirectory } from '../support/scripts.ts';

test('an experiment that is killed three times comes to its end, each trial done once', {
  timeout: 120_000,
}, async () => {
  await using directory = await temporaryDirectory();
  for (const after of [10, 100, 50]) await runUntil(directory.path, { after, since: 'first trial' });
  assert.ok((await runUntil(directory.path)).ended);
  const { runs } = await assertWhole(directory.path);
  assert.equal(runs, 4);
});

test('a second process at one directory is refused with the pid of the first', { timeout: 120_000 }, async () => {
  await using directory = await temporaryDirectory();
  const source = (name: string) => `
import { setTimeout as sleep } from 'node:timers/promises';
import { experiment } from '${new URL('../../lib/experiment/experiment.ts', import.meta.url).pathname}';
await experiment('one').in('${directory.path}/kept').measure(async (_, { signal }) => {
  console.log('${name} is at it');
  await sleep(30_000, undefined, { signal });
  return { x: 1 };
}).run();
`;
  const first = await runScript(source('first'), directory.path);
  await first.says('first is at it');
  const second = await (await runScript(source('second'), directory.path)).ended;
  first.child.kill('SIGINT');
  const { stderr } = await first.ended;
  assert.match(stderr, /^0 of 1 trials are kept in \S+; run it again to go on$/m);
  assert.match(second.stderr, new RegExp(`experiment in \\S+ is being run by process ${first.pid}\\b`));
  assert.equal(second.stdout, '');
});
