// Which row of a recording is which VM? Lists them with their totals and a picture each: of the file that is named, or of data/record.csv.
// Needs nothing. Takes 1 s.
//     which-row.ts [FILE]
import { commandLine, replay, VmlabError } from 'vmlab';

const [file = new URL('data/record.csv', import.meta.url).pathname] = commandLine(import.meta.url, {
  allowPositionals: true,
}).positionals;

try {
  console.log(await replay.fromCsv(file).describe());
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
