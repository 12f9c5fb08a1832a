import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunError, VmlabError } from '../../lib/core/errors.ts';
import { attempt } from '../../lib/experiment/attempt.ts';

const never = new AbortController().signal;

describe('an attempt', () => {
  test('is what the function resolves to, returns or throws', async () => {
    assert.equal(await attempt(async () => 1, { signal: never }), 1);
    assert.equal(await attempt(() => 2, { signal: never }), 2);
    const broken = () => {
      throw new TypeError('broken');
    };
    await assert.rejects(attempt(broken, { signal: never }), TypeError);
  });

  test('that takes too long is told by its signal, and has failed even where it then resolves', async () => {
    const untilTold = async (signal: AbortSignal) => {
      await sleep(5000, undefined, { signal }).catch(() => {});
      return 'what I had until then';
    };
    await assert.rejects(
      attempt(untilTold, { signal: never, timeout: 0.02 }),
      (error) => error instanceof VmlabError && error.code === 'TIMEOUT' && /longer than 20 ms/.test(error.message),
    );
  });

  test('that takes too long has failed where it held up the thread, and the timer with it', async () => {
    const busy = () => {
      for (const end = performance.now() + 40; performance.now() < end; );
      return 1;
    };
    await assert.rejects(attempt(busy, { signal: never, timeout: 0.02 }), /longer than 20 ms/);
    assert.equal(await attempt(busy, { signal: never, timeout: 20 }), 1);
  });

  test('that is aborted rejects with the reason, whatever the function throws', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const act = async () => {
      stop.abort(reason);
      throw new Error('something else');
    };
    await assert.rejects(attempt(act, { signal: stop.signal }), (error) => error === reason);
  });

  test('of a function that does not listen is given up after some seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const attempted = attempt(() => new Promise<never>(() => {}), { signal: never, timeout: 60 });
    t.mock.timers.tick(60_000);
    t.mock.timers.tick(10_000);
    await assert.rejects(attempted, (error) => error instanceof RunError && error.code === 'STUCK');
  });
});
