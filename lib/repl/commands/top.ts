import { setTimeout as sleep } from 'node:timers/promises';
import { anySignal } from '../../core/any-signal.ts';
import type { VmStats } from '../../lab/vm/stats.ts';
import type { TableSection } from '../../report/report.ts';
import { terminal } from '../../report/terminal.ts';
import { ratesBetween, usageOf } from '../usage/usage.ts';
import type { Command, Prompt } from './command.ts';
import { noVm } from './no-vm.ts';

const EVERY_MS = 1000;

/** `.top`: what VMs use a second, the busiest first, until q or Ctrl-C. */
export const top: Command = {
  help: 'VMs: use a second; q ends it',
  run: async (_, prompt) => {
    if ((await prompt.known.opened()).length === 0) return noVm(prompt);
    const quit = new AbortController();
    const letGo = prompt.screen.onKey((key) => key === 'q' && quit.abort());
    try {
      await refresh({ ...prompt, signal: anySignal(prompt.signal, quit.signal) });
      return '';
    } finally {
      letGo();
    }
  },
};

async function refresh(prompt: Prompt): Promise<void> {
  let [before, height] = [await usages(prompt), 0];
  while (await slept(prompt.signal)) {
    const now = await usages(prompt);
    const rows = [...now].map(([name, usage]) => [name, ratesBetween(before.get(name) ?? usage, usage)] as const);
    height = redraw(prompt.screen, textOf(rows, prompt.screen), height);
    before = now;
  }
}

/** VMs that come while it runs are there, too. */
async function usages({ known }: Prompt): Promise<Map<string, VmStats>> {
  const opened = await known.opened();
  const isOne = new Set(opened.map(({ lab }) => lab)).size < 2;
  return new Map(
    await Promise.all(
      opened.map(async ({ vm, name }) => [isOne ? vm.name : `${vm.name} (${name})`, await usageOf(vm)] as const),
    ),
  );
}

type Row = readonly [string, VmStats];

/** @returns false when it was aborted */
const slept = (signal: AbortSignal): Promise<boolean> => sleep(EVERY_MS, true, { signal }).catch(() => false);

/** Over what was drawn before, where that can be. @returns how many lines it is now */
function redraw({ isTerminal, write }: Prompt['screen'], text: string, height: number): number {
  write(`${isTerminal && height > 0 ? `\u001b[${height}A\u001b[J` : ''}${text}\n`);
  return text.split('\n').length;
}

function textOf(rows: readonly Row[], screen: Prompt['screen']): string {
  const busiest = rows.toSorted(busierFirst).slice(0, Math.max(1, screen.rows - 6));
  const hidden = rows.length - busiest.length;
  const title = `What ${rows.length === 1 ? 'the VM uses' : `${rows.length} VMs use`} a second${hidden > 0 ? ` (the ${busiest.length} busiest)` : ''}; q ends it`;
  return terminal({ title, sections: [table(busiest)] }, screen);
}

/** Of whom nothing is counted comes last. */
const busierFirst = ([, one]: Row, [, other]: Row): number => (other.cpu || 0) - (one.cpu || 0);

const table = (rows: readonly Row[]): TableSection => ({
  kind: 'table',
  columns: [
    ...[
      { name: 'VM' },
      { name: 'CPU', unit: 'cores' },
      { name: 'memory', unit: 'bytes' },
      { name: 'read', unit: 'bytes/s' },
    ],
    ...[
      { name: 'write', unit: 'bytes/s' },
      { name: 'tx', unit: 'bytes/s' },
      { name: 'rx', unit: 'bytes/s' },
    ],
  ],
  rows: rows.map(([name, { cpu, memory, read, write, tx, rx }]) => [name, cpu, memory, read, write, tx, rx]),
});
