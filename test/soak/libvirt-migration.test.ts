/** Live migration between two hosts with libvirt, ten times each way; and over links that break in postcopy. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunError } from '../../lib/core/errors.ts';
import { Scope } from '../../lib/core/scope.ts';
import type { MigrationTarget } from '../../lib/driver/driver.ts';
import { connectLibvirt, type LibvirtDriver } from '../../lib/driver/libvirt/driver.ts';
import { libvirtUndo } from '../../lib/driver/libvirt/undo.ts';
import type { MigrationOptions, MigrationRunOptions } from '../../lib/driver/migration/options.ts';
import type { MigrationProgress } from '../../lib/driver/migration/progress.ts';
import type { MigrationResult } from '../../lib/driver/migration/result.ts';
import { localHost } from '../../lib/host/local/host.ts';
import { checker } from '../integration/small-guest/dirty.ts';
import { whyNot } from '../integration/small-guest/here.ts';
import { breakableLink } from '../integration/small-guest/link.ts';
import { type LibvirtHost, libvirtHosts, whyNoLibvirtHosts } from '../integration/support/libvirt-hosts.ts';
import { MOVING, startMovingGuest } from '../integration/support/moving-guest.ts';
import { memorySession } from '../support/memory-session.ts';

const TIMES = Number(process.env.VMLAB_SOAK_TIMES ?? 10);
const BREAKS = 5;

const WAYS: Readonly<Record<string, MigrationOptions>> = {
  precopy: { bandwidth: '40MiB/s' },
  postcopy: { mode: 'postcopy', bandwidth: '30MiB/s' },
  hybrid: { mode: 'hybrid', bandwidth: '40MiB/s', downtimeLimit: '1ms' },
  multifd: { channels: 3, bandwidth: 0 },
};

interface Side {
  readonly host: LibvirtHost;
  readonly driver: LibvirtDriver;
}

/** There and back, over and over. */
async function openLab(by: 'tcp' | 'ssh', scope: Scope) {
  const hosts = scope.use(await libvirtHosts());
  const session = scope.use(memorySession(libvirtUndo(localHost())));
  const connect = async (host: LibvirtHost): Promise<Side> => ({
    host,
    driver: scope.use(await connectLibvirt(host.uri[by], { host: localHost(), session })),
  });
  let [here, there] = [await connect(hosts.a), await connect(hosts.b)];
  await startMovingGuest(hosts, here.driver);
  return {
    gateway: hosts.gateway,
    destination: () => there.host.address,
    async move(options: MigrationRunOptions, to: MigrationTarget = {}): Promise<MigrationResult> {
      const vm = await here.driver.domain(MOVING);
      const result = await vm.migrate({ uri: there.host.uri[by], ...to }, { verify: 'guest', checker, ...options });
      [here, there] = [there, here];
      return result;
    },
  };
}

const skip = (await whyNoLibvirtHosts()) || (await whyNot());

describe('a guest moves there and back', { skip, timeout: 3_600_000 }, () => {
  for (const by of ['tcp', 'ssh'] as const)
    test(`by ${by}, in all ways, ${TIMES} times each`, async (t) => {
      await using scope = new Scope();
      const lab = await openLab(by, scope);
      for (const [way, options] of Object.entries(WAYS)) {
        const results: MigrationResult[] = [];
        for (let time = 0; time < TIMES; time++) results.push(await lab.move(options));
        const range = (of: (result: MigrationResult) => number) =>
          `${Math.min(...results.map(of)).toFixed(3)} to ${Math.max(...results.map(of)).toFixed(3)} s`;
        t.diagnostic(`${way}: total ${range((it) => it.total)}, outage ${range((it) => it.outage)}`);
        assert.deepEqual(new Set(results.map(({ guest }) => guest)), new Set(['verified']));
      }
    });

  test('over links that break: it goes on whole, or is told as lost', async (t) => {
    const came: string[] = [];
    for (let time = 0; time < BREAKS; time++) came.push(await breakInPostcopy(2 * time));
    t.diagnostic(came.join(', '));
  });
});

/** @param looks after the guest runs there */
async function breakInPostcopy(looks: number): Promise<string> {
  await using scope = new Scope();
  const lab = await openLab('tcp', scope);
  const link = scope.use(breakableLink(lab.gateway));
  const { host, port } = await link.through((own) => ({ host: lab.destination(), port: own }));
  let seen = 0;
  const onProgress = ({ phase }: MigrationProgress) => {
    if (phase === 'postcopy' && seen++ === looks) link.cut();
  };
  const options = { mode: 'postcopy', bandwidth: '24MiB/s', onProgress } as const;
  try {
    const { guest, postcopy } = await lab.move(options, { address: `tcp://${host}:${port}` });
    assert.equal(guest, 'verified');
    return `made anew ${postcopy.recoveries} times`;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    assert.equal((error.result as MigrationResult).survivor, 'none', error.message);
    return 'lost, and told so';
  }
}
