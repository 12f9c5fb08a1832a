/** A replay in a guest, with its loop closed over the host; under emulation, since not every machine has a KVM that works. */
import assert from 'node:assert/strict';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { QemuDomain } from '../../lib/driver/qemu/domain.ts';
import { execute } from '../../lib/replay/execute.ts';
import { totals } from '../../lib/trace/totals.ts';
import type { Trace } from '../../lib/trace/trace.ts';
import { type GuestBridge, guestBridge, whyNoBridge } from './small-guest/bridge.ts';
import { type SmallGuests, smallGuests } from './small-guest/guests.ts';
import { whyNot } from './small-guest/here.ts';
import { inGuest } from './support/in-guest.ts';
import { goFirst, recordVarying } from './support/varying-guest.ts';

const HOST = '10.213.77.1';
const SECONDS = 12;
const FIRST = 'guest.address=10.213.77.2/24';
const SECOND = 'guest.address=10.213.77.3/24';

describe('a replay in a guest', { skip: (await whyNot()) || (await whyNoBridge()), timeout: 180_000 }, () => {
  let guests: SmallGuests;
  let bridge: GuestBridge;
  let recorded: Trace;
  let vm: QemuDomain;

  before(async () => {
    guests = await smallGuests();
    bridge = await guestBridge();
    const first = await boot('vm1', FIRST);
    recorded = await recordVarying(first, { seconds: SECONDS, to: HOST });
    await first.destroy();
    vm = await boot('vm2', SECOND);
  });
  after(async () => {
    await guests?.[Symbol.asyncDispose]();
    await bridge?.[Symbol.asyncDispose]();
  });

  test('does on the host what was recorded of another guest', async (t) => {
    const [run] = await execute([inGuest(guests, vm, { trace: recorded })], guests.parts);
    t.diagnostic(String(run?.fidelity));
    const [asked, achieved] = [totals(recorded), totals(run!.achieved)];
    for (const resource of ['cpu', 'write', 'tx'] as const) {
      const off = achieved[resource]! / asked[resource]! - 1;
      assert.ok(Math.abs(off) <= 0.1, `${resource}: ${achieved[resource]} of ${asked[resource]}`);
    }
    assert.equal(run?.completed, SECONDS);
    assert.match(run!.notes.join('\n'), /begin within .*ms of the host's/);
    assert.match(run!.notes.join('\n'), /[1-9]\d* corrections were sent into the guest/);
    await assertNothingLeft();
  });

  test('that is aborted ends in the guest at once, and what was recorded is kept', async () => {
    const [controller, directory] = [new AbortController(), join(guests.directory, 'aborted')];
    const running = execute([inGuest(guests, vm, { trace: recorded })], {
      ...guests.parts,
      signal: controller.signal,
      save: directory,
      onStep: (_plan, steps) => steps === 3 && controller.abort(new Error('enough')),
    });
    await assert.rejects(running, /^Error: enough$/);
    const { completed, steps } = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
    assert.ok(completed >= 3 && completed < steps, `${completed} of ${steps}`);
    await assertNothingLeft();
  });

  test('whose agent is killed in the guest says so, with what was recorded', async () => {
    const running = execute([inGuest(guests, vm, { trace: recorded })], {
      ...guests.parts,
      onStep: (_plan, steps) => steps === 1 && void vm.exec(['killall', '-KILL', 'vmlab-agent']),
    });
    await assert.rejects(running, /stopped after \d+ of 12 steps: the agent in the guest is gone/);
    await assertNothingLeft();
  });

  async function boot(name: string, append: string): Promise<QemuDomain> {
    const network = { tap: bridge.taps[0] };
    const domain = await guests.boot({
      name,
      network,
      disks: [{ file: await image(name) }],
      append: `console=ttyS0 quiet ${append}`,
    });
    goFirst(domain.pid);
    return domain;
  }

  async function image(name: string): Promise<string> {
    const file = join(guests.directory, `${name}.raw`);
    await writeFile(file, '');
    await truncate(file, 64 * 2 ** 20);
    return file;
  }

  async function assertNothingLeft(): Promise<void> {
    await wait(100);
    const look = 'ls /tmp /var/tmp 2>/dev/null | grep vmlab; ps -o args | grep "[v]mlab-agent"; true';
    assert.equal((await vm.exec(['sh', '-c', look])).stdout, '');
  }
});
