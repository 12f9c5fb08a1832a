import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { HostError, InputError } from '../../../lib/core/errors.ts';
import { migmon } from '../../../lib/migmon/migmon.ts';

const WRONG: Readonly<Record<string, () => unknown>> = {
  'an interval under 100 us': () => migmon.downtime('127.0.0.1').every('99us'),
  'no interval': () => migmon.beacon('127.0.0.1').every(0),
  'an interval of a day': () => migmon.downtime('127.0.0.1').every('24h'),
  'an interval without sense': () => migmon.downtime('127.0.0.1').every('fast'),
  'port 0 to send to': () => migmon.downtime('127.0.0.1', { port: 0 }),
  'a port above 65535': () => migmon.echoServer({ port: 65_536 }),
  'half a port': () => migmon.beacon('127.0.0.1', { port: 9008.5 }),
  'a guest without name': () => migmon.downtime(''),
  'a guest with a blank': () => migmon.downtime('a guest'),
  'an address with too few parts': () => migmon.beacon('10.0.0'),
  'no peers at all': () => migmon.echoServer({ peers: [] }),
  'a peer by name': () => migmon.echoServer({ peers: ['guest'] }),
  'a prefix too long': () => migmon.listener({ peers: ['10.0.0.0/33'] }),
  'a prefix without digits': () => migmon.listener({ peers: ['10.0.0.0/'] }),
  'two prefixes': () => migmon.echoServer({ peers: ['10.0.0.0/8/8'] }),
  'a log without name': () => migmon.downtime('127.0.0.1').log(''),
  'no time': () => migmon.downtime('127.0.0.1').for(0),
  'a negative time': () => migmon.listener().for(-1),
  'an option that there is not': () => migmon.echoServer({ prot: 1 } as never),
  'a negative outage': () => migmon.listener({ outage: -1 }),
};

describe('what a user says of downtime', () => {
  for (const [what, say] of Object.entries(WRONG))
    test(`${what} is refused when it is said`, () => {
      assert.throws(say, InputError);
    });

  test('is kept as data, in base units, by builders that do not change', () => {
    const builder = migmon.downtime('guest', { port: 9009 });
    const told = builder.every('50ms').log('spike.log').for('60s');
    assert.deepEqual(builder.toJSON(), { guest: 'guest', port: 9009 });
    assert.deepEqual(told.toJSON(), { guest: 'guest', port: 9009, every: 0.05, log: 'spike.log', for: 60 });
    assert.ok(Object.isFrozen(told) && Object.isFrozen(told.toJSON()));
    assert.match(inspect(told), /^Downtime\n.*\nnext: .*\.run\(\)/s);
  });

  test('an interval may be as short as 100 us, however it is written', () => {
    for (const shortest of ['100us', '0.1ms', 1e-4, 100e-6]) migmon.downtime('127.0.0.1').every(shortest);
    for (const rate of ['100us', '0.1ms']) migmon.beacon('127.0.0.1').every(rate);
  });

  test('a name that nobody has is an error of the host, before anything starts', async () => {
    const running = migmon.downtime('no-such-guest.invalid').for('1s').run();
    await assert.rejects(running, (error: HostError) => error instanceof HostError && error.operation === 'resolve');
  });

  test('a wrong length in the call is refused as in the builder', async () => {
    await assert.rejects(migmon.downtime('127.0.0.1').run({ for: 'soon' }), InputError);
    await assert.rejects(migmon.echoServer().listen({ for: -1 }), InputError);
  });
});
