import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../../../lib/core/errors.ts';
import { Layers } from '../../../lib/core/layers.ts';
import { setRate } from '../../../lib/driver/libvirt/network/set-rate.ts';
import type { DomainParts } from '../../../lib/driver/libvirt/parts.ts';
import { parseLibvirtUri } from '../../../lib/driver/libvirt/uri.ts';
import { memoryHost } from '../../../lib/host/memory.ts';
import { memorySession } from '../../support/memory-session.ts';

const WORDS =
  'internal error: Child process (tc filter add dev vnet0 parent ffff: police rate 1250kbps) unexpected exit status 2';

/** libvirt on another machine, whose kernel cannot limit what a guest sends. */
function elsewhere() {
  const uri = parseLibvirtUri('qemu+ssh://node2/system');
  const told: string[] = [];
  const act = async (words: readonly string[]) => {
    if (words.includes('--outbound')) told.push(words.at(-1) ?? '');
    if (!words.includes('1250,0,0')) return '';
    throw new HostError({ host: uri.text, operation: 'run', target: 'virsh domiftune', stderr: WORDS });
  };
  const connection = { uri: uri.text, ask: act, act, [Symbol.asyncDispose]: async () => undefined };
  const session = memorySession({ 'libvirt-restore': async (action) => ({ action }) });
  const known = { host: memoryHost(), session, layers: new Layers(), versions: new Map(), connect: () => connection };
  const parts: DomainParts = { uri, connection, ...known, uuid: 'U', name: 'vm1' };
  return { parts, told };
}

test('a rate that the kernel of another machine cannot hold: what it needs is said, what libvirt left on the tap goes', async () => {
  const { parts, told } = elsewhere();
  await assert.rejects(setRate(parts, { tap: 'vnet0', direction: 'tx' }, 1_250_000), {
    name: 'UnsupportedError',
    message: /'vm1' is not supported on qemu\+ssh:\/\/node2\/system: libvirt needs sch_sfq and act_police/,
  });
  assert.deepEqual(told, ['1250,0,0', '0,0,0']);
});
