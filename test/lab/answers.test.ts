import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../../lib/core/errors.ts';
import type { DomainState } from '../../lib/driver/driver.ts';
import { type Asked, awaitAnswer } from '../../lib/lab/vm/answers.ts';

/** A guest that answers the third time. */
function booting(state: DomainState = 'running', answers = 3): Asked & { readonly asked: () => number } {
  let asked = 0;
  return {
    uri: 'qemu:',
    asked: () => asked,
    info: async () => ({ name: 'vm1', state, vcpus: 1, maximumMemory: 1, memory: 1 }),
    exec: async (argv) => {
      if (++asked < answers)
        throw new HostError({ host: 'vm1', operation: 'run', target: argv[0] ?? '', stderr: 'not yet' });
      return { exitCode: 0, stdout: '', stderr: '' };
    },
  };
}

test('a guest that boots is asked until it answers', async () => {
  const vm = booting();
  await awaitAnswer(vm, { timeout: '30s' });
  assert.equal(vm.asked(), 3);
});

test('one that does not run is not waited for', () =>
  assert.rejects(awaitAnswer(booting('shutoff')), { name: 'HostError', stderr: /vm\.start\(\)/ }));

test('one that never answers is told with what it said last', () =>
  assert.rejects(awaitAnswer(booting('running', 1e9), { timeout: '0.7s' }), {
    name: 'HostError',
    errno: 'ETIMEDOUT',
    message:
      /^wait for vm1 on qemu: failed: ETIMEDOUT: no answer in 0\.7 s; the last was: run true on vm1 failed: not yet$/,
  }));

test('a wait is given up with the reason of its signal', () =>
  assert.rejects(awaitAnswer(booting('running', 1e9), { signal: AbortSignal.timeout(100) }), { name: 'TimeoutError' }));
