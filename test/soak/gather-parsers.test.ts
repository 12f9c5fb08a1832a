import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsers } from '../../lib/gather/parsers/parsers.ts';
import { parseDamaged } from '../gather/parsers/support/damaged.ts';

const OUTPUTS = Number(process.env.VMLAB_FUZZ_FILES ?? 100_000);

test(`${OUTPUTS} damaged outputs of instruments end in no crash, no hang, and nothing but InputErrors`, {
  timeout: 3_600_000,
}, () => {
  const seed = Number(process.env.VMLAB_SEED ?? Date.now() % 1e9);
  console.log(`seed ${seed}: to run it again, VMLAB_SEED=${seed}`);
  const { read, refused, slowestMs } = parseDamaged(OUTPUTS, seed);
  console.log(`${read} read, ${refused} refused, the slowest in ${slowestMs.toFixed(0)} ms`);
});

test('a line of 100 kB costs no more than reading it', () => {
  const HEADS: Readonly<Record<string, string>> = {
    xentop: '      NAME  STATE   CPU(sec)\n',
    xlList: 'Name  ID   Mem VCPUs\tState\tTime(s)\n',
    xlVcpuList: 'Name  ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)\n',
    iostat: 'Device tps\n',
    perfStat: " Performance counter stats for 'system wide':\n",
    domstats: "Domain: 'vm1'\n",
  };
  const pieces = [' ', '9', '1 ', '1:1s ', '------ ', ',', '"', '\\"', '[', 'a(', '<not ', '# ', "'"];
  for (const [name, parse] of Object.entries(parsers))
    for (const piece of pieces)
      for (const lead of ['', 'VCPUs(sec):', 'Net0 RX:', 'VBD ', '  ', '{"', '[']) {
        const text = `${HEADS[name] ?? ''}${lead}${piece.repeat(100_000 / piece.length)}\n\n`;
        const started = performance.now();
        try {
          parse(text);
        } catch {} // what comes is the other test's
        assert.ok(performance.now() - started < 5000, `${name}, ${lead}${piece}`);
      }
});
