import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { anySignal } from '../../lib/core/any-signal.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('any of the signals aborts it, with its reason; those that there are not do not', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const either = anySignal(one.signal, undefined, other.signal);
  assert.equal(either.aborted, false);
  other.abort('enough');
  assert.equal(either.reason, 'enough');
});

test('a time that nobody else holds is up all the same, whatever garbage is collected meanwhile', async () => {
  const either = anySignal(new AbortController().signal, AbortSignal.timeout(300));
  for (let waited = 0; waited < 5000 && !either.aborted; waited += 20) {
    collectGarbage();
    await wait(20);
  }
  assert.equal(either.reason?.name, 'TimeoutError');
});

test('a signal that lives long is listened to once, however often it is used', () => {
  const { signal } = new AbortController();
  for (let use = 0; use < 100; use++) anySignal(signal, new AbortController().signal);
  assert.equal(getEventListeners(signal, 'abort').length, 1);
});
