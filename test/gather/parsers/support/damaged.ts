/** Outputs as disks, terminals and killed tools leave them: every parser must read them or refuse them, and in no time. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { InputError } from '../../../../lib/core/errors.ts';
import { parsers } from '../../../../lib/gather/parsers/parsers.ts';
import { randomOf, virtTopText } from '../../../fixtures/generate-virt-top.ts';
import { ours } from './outputs.ts';

type Random = () => number;
type Parser = keyof typeof parsers;

const below = (limit: number, random: Random): number => Math.floor(random() * limit);
const pickOne = <T>(list: readonly T[], random: Random): T => list[below(list.length, random)] as T;

function originals(): (readonly [parser: Parser, text: string])[] {
  const of = (parser: Parser, directory: string, name: RegExp) =>
    ours(directory, name).map(({ text }) => [parser, text] as const);
  const domstats = readFileSync(new URL('../../../fixtures/libvirt/domstats.txt', import.meta.url), 'utf8');
  return [
    ...of('xentop', 'xen', /^xentop/),
    ...of('xlList', 'xen', /^xl-list/),
    ...of('xlVcpuList', 'xen', /^xl-vcpu/),
    ...of('iostat', 'iostat', /./),
    ...of('perfStat', 'perf-stat', /./),
    ...of('diskstats', 'kernel', /diskstats/),
    ...of('pressure', 'kernel', /pressure/),
    ...of('schedstat', 'kernel', /schedstat/),
    ...of('stat', 'kernel', /^stat/),
    ['domstats', domstats],
    ['virtTop', virtTopText(3, 8, 1)],
  ];
}

/** What upsets those who split text: separators, other alphabets, long runs that make a careless expression try every way. */
const ODD = [
  ...[
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\t',
    ' ',
    ',',
    '"',
    "'",
    '\\',
    '/',
    '#',
    '-',
    '=',
    '%',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    '.',
  ],
  ...[
    '1e400',
    '-1',
    'NaN',
    '0,5',
    '١٢',
    '\u00a0',
    '\u202f',
    '\ufeff',
    '😀',
    '__proto__',
    '(null)',
    'no limit',
    'n/a',
    '------',
  ],
  ...[
    ' '.repeat(3000),
    '9'.repeat(3000),
    '1,'.repeat(1500),
    '1:1s '.repeat(600),
    '"'.repeat(999),
    '[{'.repeat(500),
    '\\"'.repeat(999),
  ],
];

type Damage = (text: string, random: Random, other: string) => string;
const spliced = (text: string, at: number, removed: number, added: string): string =>
  text.slice(0, at) + added + text.slice(at + removed);

const DAMAGES: readonly Damage[] = [
  (text, random) => text.slice(0, below(text.length + 1, random)),
  (text, random) => spliced(text, below(text.length, random), below(3, random), pickOne(ODD, random)),
  (text, random) => spliced(text, below(text.length, random), 1, String.fromCharCode(32 + below(95, random))),
  (text, random) => spliced(text, below(text.length, random), below(200, random), ''),
  (text, random, other) => {
    const from = below(other.length, random);
    return spliced(text, below(text.length, random), below(300, random), other.slice(from, from + below(300, random)));
  },
  (text, random) => {
    const lines = text.split('\n');
    const at = below(lines.length, random);
    return [...lines.slice(0, at), lines[at] ?? '', ...lines.slice(at + below(2, random) * 2)].join('\n');
  },
];

const SLOWEST_MS = 2000;

/** @returns how many were read, and how many refused */
export function parseDamaged(count: number, seed: number): { read: number; refused: number; slowestMs: number } {
  const texts = originals();
  const tally = { read: 0, refused: 0, slowestMs: 0 };
  for (let file = 0; file < count; file++) {
    const random = randomOf(seed + file);
    const [own, original] = pickOne(texts, random);
    let text = original;
    for (let damages = 1 + below(4, random); damages > 0; damages--)
      text = pickOne(DAMAGES, random)(text, random, pickOne(texts, random)[1]);
    const parser = random() < 0.9 ? own : pickOne(Object.keys(parsers) as Parser[], random);
    const where = `seed ${seed + file}, ${parser}`;
    const started = performance.now();
    tally[isRead(parser, text, where) ? 'read' : 'refused']++;
    const took = performance.now() - started;
    tally.slowestMs = Math.max(tally.slowestMs, took);
    assert.ok(took < SLOWEST_MS, `${where} took ${Math.round(took)} ms`);
  }
  return tally;
}

function isRead(parser: Parser, text: string, where: string): boolean {
  try {
    checkNumbers(parsers[parser](text), where);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw new Error(`${where}: not an InputError`, { cause: error });
  }
}

/** Whatever comes back is numbers of 0 or more, or "not recorded". */
function checkNumbers(value: unknown, where: string): void {
  if (typeof value === 'number') assert.ok(!(value < 0), `${where}: ${value}`);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) checkNumbers(each, where);
}
