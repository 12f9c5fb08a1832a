import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { InputError } from '../../../lib/core/errors.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';
import type { MigrationSource } from '../../../lib/migmon/stream/source/source.ts';
import { sourceSettings } from '../../../lib/migmon/stream/source/task.ts';

describe('a source', () => {
  test('is frozen: each method gives a new one, and the old one stays', () => {
    const plain = migmon.precopy();
    const told = plain.to('192.0.2.7', { port: 9 }).channels(4).for('1min');
    assert.ok(Object.isFrozen(told) && Object.isFrozen(told.toJSON()) && !('then' in told));
    assert.deepEqual(plain.toJSON(), { precopy: true });
    assert.deepEqual(told.toJSON(), { precopy: true, to: '192.0.2.7', port: 9, channels: 4, for: 60 });
  });

  test('says the same by methods as by options', () => {
    const byMethods = migmon
      .precopy()
      .postcopy()
      .to('fd00::1', { port: 4 })
      .size('16G')
      .channels(2)
      .preempt()
      .contents({ compressibility: 0.5 })
      .bandwidth('1Gbit')
      .requests(8)
      .for('10s');
    const byOptions = migmon.source({
      precopy: true,
      postcopy: true,
      to: 'fd00::1',
      port: 4,
      size: '16GiB',
      channels: 2,
      preempt: true,
      contents: { compressibility: 0.5 },
      bandwidth: 125e6,
      requests: 8,
      for: 10,
    });
    assert.deepEqual(byMethods.toJSON(), byOptions.toJSON());
    assert.deepEqual(migmon.postcopy({ size: 4096 }).toJSON(), { size: 4096, postcopy: true });
  });

  test('prints as its spec and what to say next', () => {
    assert.match(inspect(migmon.source()), /next: \.precopy\(\) {2}\.postcopy\(\) {2}\.to\(host\)$/);
    assert.match(inspect(migmon.postcopy().to('host')), /to +host[\s\S]*next: \.run\(\) {2}\.watch\(\)$/);
  });

  test('tells native code base units, the defaults of mig_mon, and nothing that was not said', () => {
    const settings = sourceSettings({ to: 'localhost', precopy: true }, '127.0.0.1');
    assert.deepEqual(JSON.parse(JSON.stringify(settings)), {
      host: '127.0.0.1',
      port: 12_323,
      precopy: true,
      postcopy: false,
      size: 2 ** 40,
      contents: 'zero',
    });
    const spec = { to: 'x', contents: { compressibility: 0.25 }, preempt: true, for: 2, connectTimeout: 3 };
    const { contents, compressibility, requested_channel, duration, connect_timeout } = sourceSettings(spec, '::1');
    const told = [contents, compressibility, requested_channel, duration, connect_timeout];
    assert.deepEqual(told, ['compressible', 0.25, true, 2, 3]);
  });

  const MISTAKES: [what: string, say: (builder: MigrationSource) => unknown, message: RegExp][] = [
    ['an address that is none', (it) => it.to('10.0.0.300'), /IPv4 or IPv6 address, got '10\.0\.0\.300'/],
    ['a host with blanks', (it) => it.to('my host'), /a host's name/],
    ['no host', (it) => it.to(''), /a host's name/],
    ['a port past the last', (it) => it.to('host', { port: 65_536 }), /a TCP port from 1 to 65535, got 65536/],
    ['port 0', (it) => it.to('host', { port: 0 }), /a TCP port from 1/],
    ['a size without sense', (it) => it.size('4 elephants'), /the VM's size.*4 elephants/],
    ['half a page', (it) => it.size(6144), /whole pages of 4096 bytes, one at least, .* got 6144/],
    ['a VM of nothing', (it) => it.size(0), /whole pages/],
    ['no channel', (it) => it.channels(0), /a number of channels from 1 to 255, got 0/],
    ['half a channel', (it) => it.channels(1.5), /a number of channels/],
    ['contents that there are not', (it) => it.contents('ones' as 'zero'), /'zero', 'random' or .*got 'ones'/],
    ['more than compressible', (it) => it.contents({ compressibility: 2 }), /0 to 1.*"compressibility":2/],
    ['contents of null', (it) => it.contents(null as unknown as 'zero'), /'zero', 'random'/],
    ['no bandwidth', (it) => it.bandwidth(0), /a bandwidth of 1 to .*got 0/],
    ['a bandwidth without sense', (it) => it.bandwidth('fast'), /a bandwidth.*got 'fast'/],
    ['no request in flight', (it) => it.requests(0), /page requests in flight from 1 to 1024, got 0/],
    ['no time', (it) => it.for(0), /a duration above 0/],
    ['a time without sense', (it) => it.for('soon'), /how long.*got 'soon'/],
  ];
  for (const [what, say, message] of MISTAKES)
    test(`refuses ${what} at once`, () =>
      assert.throws(
        () => say(migmon.precopy()),
        (error) => error instanceof InputError && message.test(error.message),
      ));

  test('refuses an option that there is not, and names those there are', () => {
    assert.throws(() => migmon.source({ host: 'x' } as object), /one of the options to, port, precopy.*got 'host'/);
  });

  const INCOMPLETE: [what: string, builder: MigrationSource, message: RegExp][] = [
    ['without a destination', migmon.precopy(), /a destination, got 'none'\. Say \.to\(/],
    [
      'without a stream',
      migmon.source({ to: 'host' }),
      /precopy, postcopy or both.*Say \.precopy\(\) or \.postcopy\(\)/,
    ],
    ['with channels of no precopy', migmon.postcopy().to('host').channels(2), /\.precopy\(\) with \.channels\(\)/],
    ['with a limit of no precopy', migmon.postcopy().to('host').bandwidth('1M'), /\.precopy\(\) with \.bandwidth\(\)/],
    ['with preempt of no postcopy', migmon.precopy().to('host').preempt(), /\.postcopy\(\) with \.preempt\(\)/],
    [
      'with more channels than pages',
      migmon.precopy().to('host').size('8K').channels(3),
      /a page for each channel, got 2/,
    ],
    ['with requests of no postcopy', migmon.precopy().to('host').requests(2), /\.postcopy\(\) with \.requests\(\)/],
  ];
  for (const [what, builder, message] of INCOMPLETE)
    test(`does not run ${what}, and says what to say`, async () => {
      await assert.rejects(builder.run(), (error) => error instanceof InputError && message.test(error.message));
      await assert.rejects(builder.watch().next(), { name: 'InputError' });
    });

  test('refuses a length of the run that is none', async () => {
    await assert.rejects(migmon.precopy().to('127.0.0.1').run({ for: '-1s' }), { name: 'InputError' });
  });

  test('does not start where its signal was aborted before, and rejects with the reason', async () => {
    const reason = new Error('not now');
    await assert.rejects(
      migmon
        .precopy()
        .to('127.0.0.1')
        .run({ signal: AbortSignal.abort(reason) }),
      reason,
    );
  });

  test('names a host that cannot be found', async () => {
    const run = migmon.precopy().to('no-such-host.invalid').run();
    await assert.rejects(run, { name: 'HostError', operation: 'resolve', target: 'no-such-host.invalid' });
  });
});
