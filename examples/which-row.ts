// Which row of a recording is which VM? Lists them with their totals and a picture each. Give a file: which-row.ts record.csv
import { replay } from 'vmlab';

const file = process.argv[2] ?? new URL('data/record.csv', import.meta.url).pathname;
console.log(await replay.fromCsv(file).describe());
