import { type Line, readLines } from '../text/lines.ts';
import { readDecimal, readWhole } from '../text/number.ts';
import { nothingFound, type Origin, refusal } from '../text/place.ts';
import { textBefore, wordsIn } from '../text/words.ts';
import { domainName } from './domain-name.ts';
import { statesIn, XL_ORDER } from './states.ts';
import type { XlDomain, XlListOutput } from './xl-output.ts';

const HEAD = ['Name', 'ID', 'Mem', 'VCPUs', 'State', 'Time(s)'];

/** @throws InputError */
export function readXlTable(text: string, origin: Origin): XlListOutput {
  const samples: { domains: XlDomain[] }[] = [];
  let columns: readonly string[] = [];
  const ending = readLines(text, (line) => {
    const words = wordsIn(line.text).map((word) => word.text);
    if (HEAD.every((column, at) => words[at] === column)) {
      columns = words;
      samples.push({ domains: [] });
    } else if (words.length > 0) {
      const sample = samples.at(-1);
      if (!sample)
        throw refusal({ origin, line: line.number }, `the head of ${origin.tool}: ${HEAD.join(' ')}`, line.text);
      sample.domains.push(readRow(line, columns, origin));
    }
  });
  if (samples.length === 0) throw nothingFound(origin, `the head of ${origin.tool}: ${HEAD.join(' ')}`, text);
  return { samples, ...ending };
}

/** Cells are counted from the states, since names may have spaces. */
function readRow({ text, number: line }: Line, columns: readonly string[], origin: Origin): XlDomain {
  const words = wordsIn(text);
  const state = words.findIndex((word, at) => at >= 3 && statesIn(word.text, XL_ORDER) !== undefined);
  if (state < 0) throw refusal({ origin, line }, "a domain's row: name, id, Mem, VCPUs, State, Time(s)", text);
  const [id, memory, vcpus, letters, seconds, uuid] = words.slice(state - 3).map((word) => word.text);
  if (!/^\d+\.\d$/.test(seconds ?? ''))
    throw refusal({ origin, line, column: 'Time(s)' }, 'seconds such as 12.3', seconds ?? 'the end of the line');
  const withUuid = columns[HEAD.length] === 'UUID';
  return {
    ...NOT_TOLD,
    name: domainName(textBefore(text, words[state - 3])),
    id: readWhole(id, { origin, line, column: 'ID' }),
    uuid: withUuid ? readUuid(uuid, origin, line) : undefined,
    states: statesIn(letters ?? '', XL_ORDER),
    cpuSeconds: readDecimal(seconds, { origin, line, column: 'Time(s)' }),
    memoryBytes: readWhole(memory, { origin, line, column: 'Mem' }) * 2 ** 20,
    vcpuCount: readWhole(vcpus, { origin, line, column: 'VCPUs' }),
  };
}

function readUuid(text: string | undefined, origin: Origin, line: number): string {
  if (text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw refusal({ origin, line, column: 'UUID' }, 'a UUID', text ?? 'the end of the line');
}

const NOT_TOLD = {
  ...{ targetMemoryBytes: Number.NaN, maxMemoryBytes: Number.NaN, maxVcpuCount: Number.NaN },
  ...{ weight: Number.NaN, capCores: Number.NaN, disks: [], networks: [] },
};
