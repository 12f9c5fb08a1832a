import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startPace } from '../../../lib/sched/live/pace.ts';

const never = new AbortController().signal;

describe('the pace of a live run', () => {
  test('keeps to absolute deadlines: being late once delays nothing after it', async () => {
    const pace = startPace(0.05);
    await pace.reach(1, never);
    await wait(20);
    const at = (await pace.reach(2, never)) as number;
    assert.ok(at >= 0.1 && at < 0.145, `${at}`);
  });

  test('leaves out periods whose time has come already', async () => {
    const pace = startPace(0.02);
    await wait(75);
    assert.ok(pace.next(0) >= 4);
    assert.equal(pace.next(1000), 1001);
  });

  test('stops waiting when the signal comes', async () => {
    const end = new AbortController();
    const reached = startPace(3600).reach(1, end.signal);
    end.abort();
    assert.equal(await reached, undefined);
  });
});
