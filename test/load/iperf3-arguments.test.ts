import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientArguments, serverArguments } from '../../lib/load/iperf3-arguments.ts';

const load = { to: '169.254.7.0', port: 5202, protocol: 'udp', seconds: 60.5 } as const;

const wordAfter = (words: readonly string[], flag: string): string | undefined => words[words.indexOf(flag) + 1];

test('iperf3 sends datagrams without a rate of its own', () => {
  const words = clientArguments(load);
  assert.ok(words.includes('--udp'));
  assert.equal(wordAfter(words, '--bitrate'), '0');
  assert.equal(wordAfter(words, '--client'), '169.254.7.0');
  assert.equal(wordAfter(words, '--port'), '5202');
});

test('over TCP it needs no such word', () => {
  const words = clientArguments({ ...load, protocol: 'tcp' });
  assert.equal(words.includes('--udp') || words.includes('--bitrate'), false);
});

test('it ends by itself; after more than a day, which it does not take, only with us', () => {
  assert.equal(wordAfter(clientArguments(load), '--time'), '61');
  assert.equal(wordAfter(clientArguments({ ...load, seconds: 86_401 }), '--time'), '0');
});

test('its server takes one test, at one address', () => {
  const words = serverArguments(load);
  assert.ok(words.includes('--one-off'));
  assert.equal(wordAfter(words, '--bind'), '169.254.7.0');
});
