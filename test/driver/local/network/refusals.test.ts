import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../../../../lib/core/errors.ts';
import { createNetwork } from '../../../../lib/driver/local/network/create.ts';
import { ip } from '../../../../lib/driver/local/network/iproute.ts';
import { openShaper } from '../../../../lib/driver/local/network/shaper.ts';
import { memoryHost } from '../../../../lib/host/memory.ts';
import { networkSession } from '../support/session.ts';

/** A host on which programs fail as iproute2 does: with a sentence for whatever argv the table knows. */
const failing = (sentences: Readonly<Record<string, string>>, errno?: string) =>
  memoryHost(
    {},
    {
      run: (argv) => {
        const sentence = Object.entries(sentences).find(([words]) => argv.join(' ').includes(words))?.[1];
        if (sentence === undefined) return { stdout: '[]' };
        throw new HostError({ host: 'memory:', operation: 'run', target: argv.join(' '), errno, stderr: sentence });
      },
    },
  );

test('a kernel without HTB is found out in a namespace of its own, and said', async () => {
  const parts = networkSession(failing({ 'vmlab~try': 'Error: Specified qdisc kind is unknown.' }));
  await assert.rejects(openShaper(parts, 'br1'), { code: 'UNSUPPORTED', message: /sch_htb/ });
  assert.deepEqual(parts.session.effects, []);
});

test('a machine without iproute2 is told what to install', async () => {
  const host = failing({ 'ip ': '' }, 'ENOENT');
  await assert.rejects(ip({ host }, ['link']), { code: 'UNSUPPORTED', message: /install iproute2/ });
});

test('a network that fails half way leaves no effect standing', async () => {
  const parts = networkSession(failing({ 'ip -batch': 'RTNETLINK answers: Operation not permitted' }));
  await assert.rejects(createNetwork(parts, 'vm1'), /not permitted/);
  assert.deepEqual(parts.session.effects, []);
});

test('an interface that could be something else in a command is refused before any is run', async () => {
  const host = failing({});
  await assert.rejects(openShaper(networkSession(host), 'eth0 root'), { code: 'BAD_INPUT' });
  assert.deepEqual(host.runs, []);
});
