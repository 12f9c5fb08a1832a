// Memory that is dirtied as a busy VM's is while it is migrated: each second the rate and, with -L, how long accesses took. The flags and the
// lines are those of `mig_mon mm_dirty`; -p takes hotspot and zipf as well, and --threads, --for and --svg are vmlab's own.
//     mm-dirty.ts [mm_dirty] [options...]
//     -m SIZE      Memory size in MB, or with a unit: 16G; 512
//     -r RATE      Dirty rate in MB/s, or with a unit: 1G; unlimited
//     -p PATTERN   sequential (seq), random (ran), once, hotspot or zipf; sequential
//     -L           Record and report memory access latencies
//     -P SIZE      Page size: 2m or 1g for huge pages
//     --threads N  Dirty with so many threads; 1
//     --for TIME   End after it: 10s, 2min
//     --svg DIR    Keep charts of rate and latency over time there, as SVG, with result.json and report.html
// Needs the memory that it dirties, and for -P free huge pages. Takes until Ctrl-C, or as long as --for says.
import { commandLine, InputError, migmon, VmlabError } from 'vmlab';

const { values } = commandLine(import.meta.url, {
  allowPositionals: true,
  options: {
    memory: { type: 'string', short: 'm', default: '512' },
    rate: { type: 'string', short: 'r' },
    pattern: { type: 'string', short: 'p', default: 'sequential' },
    latencies: { type: 'boolean', short: 'L', default: false },
    'page-size': { type: 'string', short: 'P', default: '4k' },
    threads: { type: 'string', default: '1' },
    for: { type: 'string' },
    svg: { type: 'string' },
  },
});

const SHORT: Readonly<Record<string, string>> = { seq: 'sequential', ran: 'random' };
const PAGE_BYTES: Readonly<Record<string, number>> = { '4k': 4096, '2m': 2 ** 21, '1g': 2 ** 30 };

/** As mig_mon reads sizes: whole MB, or with the first letter of a unit. @example inMegabytes('16G') // 16384 */
function inMegabytes(text: string): number {
  const [, number, unit = 'M'] = /^(\d+)([MGT]?)B?$/i.exec(text) ?? [];
  const megabytes = Number(number) * 1024 ** 'MGT'.indexOf(unit.toUpperCase() || 'M');
  if (megabytes > 0) return megabytes;
  throw new InputError({ expected: 'a number of MB such as 512 or 16G', received: text });
}

const framed = (title: string): string => `+${'-'.repeat(24)}+\n|   ${title.padEnd(21)}|\n+${'-'.repeat(24)}+`;

const stop = new AbortController();
// What was measured until then is printed and kept.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());

async function dirtyMemory(): Promise<void> {
  const [size, rate] = [values.memory, values.rate].map((text) => text && inMegabytes(text));
  const pattern = SHORT[values.pattern] ?? values.pattern;
  const pageSize = values['page-size'].toLowerCase();
  const memory = migmon.dirty({
    size: `${size}M`,
    rate: rate && `${rate}M`,
    pattern: pattern as 'sequential',
    pageSize: pageSize as '4k',
    threads: Number(values.threads),
    latency: values.latencies,
    for: values.for,
  });

  console.log(`Test memory size: \t${size} (MB)`);
  console.log(`Backend page size: \t${PAGE_BYTES[pageSize]} (Bytes)`);
  console.log('Dirty step size: \t4096 (Bytes)');
  console.log(`Dirty memory rate: \t${rate ? `${rate} (MB/s)` : 'Maximum'}`);
  console.log(`Dirty pattern: \t\t${pattern}`);
  console.log(`Recording latencies: \t${values.latencies ? 'yes' : 'no'}`);
  console.log(framed('Prefault Memory'));

  let dots = 0;
  const result = await memory.run({
    signal: stop.signal,
    onPrefault({ done }) {
      for (; dots < Math.floor(done / 2 ** 30); dots++) process.stdout.write('.');
    },
    onStart() {
      console.log('done');
      if (pattern === 'once') console.log('[Goes to sleep; please hit ctrl-c to stop this program]');
      else console.log(framed('Start Dirty Memory'));
    },
    onProgress: (second) => console.log(String(second)),
  });
  if (values.latencies) console.log(`\nMemory Latencies:\n\n${result.latency}`);
  if (values.svg !== undefined) await result.save(values.svg);
}

try {
  await dirtyMemory();
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
