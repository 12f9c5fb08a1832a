// Which row of a recording is which VM? Lists them with their totals and a picture each: of the file that is named, or of data/record.csv.
// Needs nothing. Takes 1 s.
//     which-row.ts [FILE]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replay, VmlabError } from 'vmlab';

const [file = new URL('data/record.csv', import.meta.url).pathname] = commandLine().positionals;

try {
  console.log(await replay.fromCsv(file).describe());
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** --help prints the comment above; words that are not known are told in a line. */
function commandLine() {
  try {
    const told = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    if (!told.values.help) return told;
    const [about] = readFileSync(import.meta.filename, 'utf8').split('\nimport');
    console.log(about.replace(/^\/\/ ?/gm, ''));
    process.exit();
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    console.error(sentence);
    process.exit(9);
  }
}
