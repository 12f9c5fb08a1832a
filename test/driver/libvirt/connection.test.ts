import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Connection, openConnection } from '../../../lib/driver/libvirt/connection/connection.ts';

/** libvirt's own mock driver: it is in the client library, and needs no daemon. */
const URI = 'test:///default';

const skip = missingVirsh();

function missingVirsh(): string | false {
  try {
    execFileSync('virsh', ['--version'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'there is no virsh here (Debian package libvirt-clients)';
  }
}

async function connected(act: (connection: Connection) => Promise<void>): Promise<void> {
  const connection = openConnection(URI);
  try {
    await act(connection);
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

test('answers come in the order of their questions, from a virsh that stays', { skip }, () =>
  connected(async (connection) => {
    const words = Array.from({ length: 20 }, (_, index) => `word ${index}`);
    const answers = await Promise.all(words.map((word) => connection.ask(['echo', word])));
    assert.deepEqual(answers, words);
    assert.match(await connection.ask(['list', '--all']), /test\s+running/);
  }),
);

test('any word without control characters reaches virsh as it is', { skip }, () =>
  connected(async (connection) => {
    const word = fc
      .string({ unit: 'binary', minLength: 1 })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are refused, as another test shows
      .filter((text) => !/[\x00-\x1f\x7f]/.test(text) && !text.startsWith('-'));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (words) => {
        assert.equal(await connection.ask(['echo', '--', ...words]), words.join(' '));
      }),
      { examples: [[['a"b\'c\\d;e#f', '`x` $(y) !z', '\\', '"']], [['x'.repeat(100_000)]]] },
    );
  }),
);

test('a command that fails is a HostError with the words of libvirt, and the next one is answered', { skip }, () =>
  connected(async (connection) => {
    await assert.rejects(connection.ask(['dominfo', 'nobody']), {
      name: 'HostError',
      host: URI,
      stderr: "failed to get domain 'nobody'",
    });
    await assert.rejects(connection.ask(['nonsense']), { name: 'HostError', stderr: "unknown command: 'nonsense'" });
    assert.equal(await connection.ask(['echo', 'still here']), 'still here');
  }),
);

test(
  'a command without an answer is given up in time, at its limit or by the signal, and the next one has another virsh',
  {
    skip,
  },
  () =>
    connected(async (connection) => {
      const forever = ['event', '--loop', '--all'];
      await assert.rejects(connection.act(forever, { limit: 0.2 }), { name: 'HostError', errno: 'ETIMEDOUT' });
      await assert.rejects(connection.act(forever, { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
      const abort = new AbortController();
      const asked = connection.act(forever, { signal: abort.signal });
      setTimeout(() => abort.abort(new Error('enough now')), 100);
      await assert.rejects(asked, /enough now/);
      assert.equal(await connection.act(['echo', 'a']), 'a');
    }),
);

test('what waits for a domain keeps nobody else waiting', { skip }, () =>
  connected(async (connection) => {
    const abort = new AbortController();
    const slow = Array.from({ length: 6 }, () =>
      connection.act(['event', '--loop', '--all'], { signal: abort.signal }).catch(() => 'given up'),
    );
    assert.equal(await connection.ask(['echo', 'at once']), 'at once');
    abort.abort();
    assert.deepEqual(new Set(await Promise.all(slow)), new Set(['given up']));
  }),
);

test('where there is nobody to connect to, the error has the words of libvirt', { skip }, async () => {
  const connection = openConnection('qemu:///system?socket=/nowhere/libvirt-sock');
  await assert.rejects(connection.ask(['list']), {
    name: 'HostError',
    stderr:
      "failed to connect to the hypervisor: Failed to connect socket to '/nowhere/libvirt-sock': No such file or directory",
  });
  await connection[Symbol.asyncDispose]();
});

test('an idle connection does not keep a process from ending', { skip }, () => {
  const script = `
    import { openConnection } from ${JSON.stringify(new URL('../../../lib/driver/libvirt/connection/connection.ts', import.meta.url).href)};
    const connection = openConnection('${URI}');
    console.log(await connection.ask(['echo', 'done']));`;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(output, 'done\n');
});
