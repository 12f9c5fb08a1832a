import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError, InputError, RunError } from '../../lib/core/errors.ts';
import type { RunsTasks } from '../../lib/load/place/task-place.ts';
import { migmon } from '../../lib/migmon/migmon.ts';

/** A VM where each task fails as told. */
function vmThat(fails: Error): RunsTasks & { readonly ran: readonly string[] } {
  const ran: string[] = [];
  const run = async ({ name }: { readonly name: string }) => {
    ran.push(name);
    throw fails;
  };
  return { name: 'vm1', ran, taskPlace: async () => ({ name: 'vm1', run }) };
}

const BUILDERS = [
  ['dirty', migmon.dirty({ size: '1M' })],
  ['echo-server', migmon.echoServer()],
  ['echo-client', migmon.downtime('127.0.0.1')],
  ['listener', migmon.listener()],
  ['beacon', migmon.beacon('127.0.0.1')],
  ['stream-source', migmon.precopy().to('127.0.0.1')],
  ['stream-destination', migmon.destination()],
] as const;

for (const [name, builder] of BUILDERS)
  test(`${name} runs where .on() says, whichever way it is run`, async () => {
    const failure = new Error('as told');
    const vm = vmThat(failure);
    const there = builder.on(vm).for('1s');
    await assert.rejects(there.run(), failure);
    await assert.rejects(there.watch().next(), failure);
    if ('listen' in there) await assert.rejects(there.listen(), failure);
    assert.deepEqual(new Set(vm.ran), new Set([name]));
    assert.equal(vm.ran.length, 'listen' in there ? 3 : 2);
    assert.equal(there.toJSON().on, 'vm1');
    assert.match(String(there), /\n {2}on +vm1\n/);
    assert.equal(builder.toJSON().on, undefined, 'the builder that it was made of is as it was');
    assert.throws(() => builder.on({} as RunsTasks), InputError);
    assert.throws(() => builder.on(undefined as unknown as RunsTasks), InputError);
  });

test('what is refused in a VM says which', async () => {
  const refusal = new HostError({ host: 'vm1', operation: 'start', target: 'echo-server', errno: 'EADDRINUSE' });
  await assert.rejects(
    migmon.echoServer({ port: 9 }).on(vmThat(refusal)).run(),
    /^HostError: listen at 127\.0\.0\.1:9 on vm1 failed: address already in use/,
  );
});

test('a guest that fell silent has what was told until then', async () => {
  const second = { type: 'second', at: 1, elapsed: 1, bytes: 4096, cpu: 0.1, load: 0.1 };
  const vm: RunsTasks = {
    name: 'vm1',
    taskPlace: async () => ({
      name: 'vm1',
      run: async (_, { onRecord }) => {
        onRecord(second);
        throw new RunError('GUEST_SILENT', 'vm1 has not answered for 60 s');
      },
    }),
  };
  await assert.rejects(migmon.dirty().on(vm).run(), (error) => {
    assert.ok(error instanceof RunError && error.code === 'GUEST_SILENT', String(error));
    return (error.result as { events: unknown[] }).events.length === 1;
  });
});
