import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prompt } from '../../../lib/repl/commands/command.ts';
import { top } from '../../../lib/repl/commands/top.ts';
import { vms } from '../../../lib/repl/commands/vms.ts';
import { KnownVms } from '../../../lib/repl/known/vms.ts';
import { type FakeLab, fakeLab } from '../fake-lab.ts';

const { NaN: unknown } = Number;
const stats = { at: 1, cpu: 12.5, memory: 2 ** 24, read: unknown, write: unknown, rx: unknown, tx: unknown };
const node = () => fakeLab('qemu:///system', ['a', 'off'], { a: { quota: 0.5, stats }, off: { state: 'shutoff' } });

/** What commands find, and what they drew. */
function promptOf(own: FakeLab, context: object = {}) {
  const drawn: string[] = [];
  const ended = new AbortController();
  const onKey = (listener: (key: string) => void) => {
    setTimeout(() => listener('q'), 1200);
    return () => undefined;
  };
  const screen = { columns: 100, rows: 24, color: false, isTerminal: false, onKey };
  const prompt = {
    ...{ uri: own.uri, known: new KnownVms(own, context), signal: ended.signal },
    screen: { ...screen, write: (text: string) => void drawn.push(text) },
  };
  return { prompt: prompt as unknown as Prompt, drawn };
}

test('.vms has a line for each VM of any driver, with a dash for what cannot be told of it', async () => {
  const text = await vms.run('', promptOf(node()).prompt);
  assert.match(text, /^lab: qemu:\/\/\/system$/m);
  assert.match(text, /^a +running +0\.5 +– +– +12\.5 +16$/m);
  assert.match(text, /^off +shutoff +– +– +– +– +–$/m);
});

test('.vms has a table for each lab, by the variable that holds it', async () => {
  const local = fakeLab('local:', []);
  await local.vm('vm1').open();
  const text = await vms.run('', promptOf(node(), { here: local }).prompt);
  assert.match(text, /^lab: qemu[\s\S]*^here: local:$[\s\S]*^vm1 +running/m);
});

test('without a VM, .vms and .top say what to do about it', async () => {
  for (const command of [vms, top]) {
    assert.match(await command.run('', promptOf(fakeLab('local:', [])).prompt), /lab\.vm\('vm1'\)\.open\(\)/);
    assert.equal(await command.run('', promptOf(fakeLab('xen:', [])).prompt), 'there is no VM on xen:');
  }
});

test('.top puts those of whom nothing is counted last, and names the lab where there are several', async () => {
  const local = fakeLab('local:', [], { vm1: { stats } });
  await local.vm('vm1').open();
  const { prompt, drawn } = promptOf(node(), { here: local });
  assert.equal(await top.run('', prompt), '');
  assert.match(drawn.join(''), /^What 3 VMs use[\s\S]*^a \(lab\) [\s\S]*^off \(lab\) +–/m);
  assert.match(drawn.join(''), /^vm1 \(here\) /m);
});
