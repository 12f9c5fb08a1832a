// The guest of migration.ts, which runs it: dirties memory and echoes datagrams for as long as the measurement takes, and keeps what it
// dirtied in the directory that it is told. Prints when it began, as JSON.
import { join } from 'node:path';
import { migmon } from '../../lib/index.ts';
import { keep } from './keep.ts';
import { Starts } from './starts.ts';

const [directory = '.'] = process.argv.slice(2);
const starts = new Starts();
await using _echo = await migmon.echoServer({ host: '0.0.0.0' }).listen();
const dirty = migmon.dirty({ size: '512M', rate: '300MiB/s', pattern: 'random' }).latency().for('18s');
await keep(await dirty.run({ onProgress: starts.noting('dirty') }), join(directory, 'dirty'));
console.log(JSON.stringify(starts.instants));
